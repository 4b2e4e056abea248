package dev.hearth.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Whole numbers of 64 bits, which a double does not hold, on their way from and to JSON. */
class ElementsTest {
  private static final String SIGNED =
      "[9223372036854775807, -9223372036854775808, 9007199254740993, 1000000000000000]";
  private static final String UNSIGNED = "[18446744073709551615, 9223372036854775808, 1, 0]";

  @Test
  void longWholeNumbers_areReadAndWrittenExactly() {
    long[] values = {Long.MAX_VALUE, Long.MIN_VALUE, 9007199254740993L, 1_000_000_000_000_000L};
    assertArrayEquals(values, read(ElementType.INT64, SIGNED).values());
    assertEquals(SIGNED, written(ElementType.INT64, values));
  }

  @Test
  void unsignedNumbers_areReadAndWrittenExactly() {
    long[] bits = {-1, Long.MIN_VALUE, 1, 0};
    assertArrayEquals(bits, read(ElementType.UINT64, UNSIGNED).values());
    assertEquals(UNSIGNED, written(ElementType.UINT64, bits));
  }

  @Test
  void numbersOutOfRange_areRefused() {
    for (ElementType type : new ElementType[] {ElementType.INT64, ElementType.UINT64}) {
      InferenceException refusal =
          assertThrows(
              InferenceException.class, () -> read(type, "[18446744073709551616, 0, 0, 0]"));
      assertTrue(refusal.getMessage().contains("18446744073709551616"), refusal.getMessage());
    }
  }

  private static LongTensor read(ElementType type, String json) {
    Elements elements = new Elements("x", type);
    elements.addAll(JsonObject.parse("test", "{\"data\": " + json + "}").array("data"));
    return (LongTensor) elements.tensor(Shape.of(4));
  }

  private static String written(ElementType type, long[] values) {
    LongTensor tensor = LongTensor.of(type, Shape.of(4), values);
    String json = new JsonObject().put("data", Elements.flat("y", tensor)).toString();
    return json.substring(json.indexOf('['), json.indexOf(']') + 1);
  }
}

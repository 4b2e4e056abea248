package dev.hearth.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.runtime.InferenceException;
import dev.hearth.testing.Mutations;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random texts for the JSON reader. */
class JsonFuzzTest {

  @Property
  void mutatedJson_isReadOrRefused(@ForAll("mutated") String text) {
    roundTrip(text);
  }

  @Property
  void anyText_isReadOrRefused(@ForAll String text) {
    roundTrip(text);
    roundTrip("{\"" + text + "\": 1}");
  }

  @Provide
  Arbitrary<String> mutated() {
    return Mutations.of(
        "{\"a\": [1, -2.5e3, \"x\\n\\u0041\", null, true, {\"b\": {}}], \"c\": {\"d\": [[[]]]}}",
        "{" + "\"a\": {".repeat(60) + "}".repeat(61));
  }

  private void roundTrip(String text) {
    JsonObject json;
    try {
      json = JsonObject.parse("text", text);
    } catch (InferenceException e) {
      assertEquals(InferenceException.Code.MANIFEST_INVALID, e.code());
      return;
    }
    String written = json.toString();
    assertEquals(written, JsonObject.parse("again", written).toString());
  }
}

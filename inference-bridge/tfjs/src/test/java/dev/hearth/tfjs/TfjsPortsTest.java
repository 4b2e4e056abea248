package dev.hearth.tfjs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TfjsPortsTest {
  private static final Tensor PAIR = FloatTensor.of(Shape.of(2), 1, 2);
  private static final Tensor COUNT = IntTensor.of(Shape.of(), 3);

  private static TfjsPorts ports() {
    TfjsPorts ports = new TfjsPorts();
    ports.add("x", "", null);
    ports.add("n", "int32", List.of());
    return ports;
  }

  @Test
  void check_ofAnInputOfUnknownRank_takesEveryShape() {
    ports().check(Map.of("x", PAIR, "n", COUNT));
    ports().check(Map.of("x", FloatTensor.of(Shape.of(1, 1, 1), 5), "n", COUNT));
  }

  @Test
  void check_ofAnInputOfUnknownRank_stillHoldsTheOthersAndTheTypes() {
    assertInvalid(() -> ports().check(Map.of("x", COUNT, "n", COUNT)));
    assertInvalid(() -> ports().check(Map.of("x", PAIR)));
    assertInvalid(() -> ports().check(Map.of("x", PAIR, "n", IntTensor.of(Shape.of(1), 3))));
    assertInvalid(() -> ports().check(Map.of("x", PAIR, "n", COUNT, "y", COUNT)));
  }

  @Test
  void without_leavesTheOthersAsTheyWere() {
    ports().without(Set.of("n")).check(Map.of("x", PAIR));
    ports().without(Set.of("x")).check(Map.of("n", COUNT));
    assertInvalid(() -> ports().without(Set.of("z")));
  }

  @Test
  void add_ofAnEmptyType_isFloat32() {
    assertEquals(ElementType.FLOAT32, ports().infos().get(0).type());
  }

  @Test
  void add_ofComplexNumbers_saysSo() {
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () -> ports().add("z", "complex64", List.of(Dimension.fixed(2))));
    assertEquals(Code.UNSUPPORTED_OPERATOR, e.code());
    assertTrue(e.getMessage().contains("complex"), e.getMessage());
  }

  @Test
  void add_ofANameThatIsThere_isRefused() {
    assertThrows(InferenceException.class, () -> ports().add("n", "int32", List.of()));
  }

  private static void assertInvalid(Runnable check) {
    InferenceException e = assertThrows(InferenceException.class, check::run);
    assertEquals(Code.INVALID_INPUT, e.code());
  }
}

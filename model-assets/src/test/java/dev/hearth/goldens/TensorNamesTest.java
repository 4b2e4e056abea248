package dev.hearth.goldens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorNamesTest {
  @Test
  void match_byNameThenWithoutSuffixThenByPosition() {
    assertEquals("[b, a]", match(List.of("b", "a"), "a", "b"));
    assertEquals("[input]", match(List.of("input:0"), "input"));
    assertEquals("[input:0]", match(List.of("input"), "input:0"));
    assertEquals("[dense_1/dense_1]", match(List.of("dense_1"), "dense_1/dense_1"));
    assertEquals("[x, y]", match(List.of("x", "other"), "x", "y"));
  }

  @Test
  void match_refusesWhatIsAmbiguous() {
    assertEquals("[]", match(List.of("other"), "x", "y"));
    assertEquals("[]", match(List.of("y", "other"), "x", "y"));
    assertEquals("[]", match(List.of("x", "x:0"), "x", "y"));
  }

  private static String match(List<String> names, String... tensors) {
    List<TensorInfo> infos = new ArrayList<>();
    for (String tensor : tensors) {
      infos.add(new TensorInfo(tensor, ElementType.FLOAT32, List.of()));
    }
    return TensorNames.match(names, infos).stream().map(TensorInfo::name).toList().toString();
  }
}

package dev.hearth.guess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Task;
import dev.hearth.source.MemoryFile;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassesTest {
  private static final SourceModel MODEL =
      new SourceModel(
          ModelRuntime.ONNX,
          "ONNX",
          "fp32",
          List.of(new MemoryFile("model.onnx", new byte[1])),
          List.of(),
          List.of(
              output("first", Dimension.fixed(1), Dimension.fixed(10)),
              output("free", Dimension.fixed(1), Dimension.free("classes")),
              output("tokens", Dimension.fixed(1), Dimension.free("words"), Dimension.fixed(7))),
          Set.of(),
          Set.of());

  @Test
  void of_countsTheClassesOfTheOutputThatIsNamed() {
    assertEquals(10, Classes.of(MODEL, Task.IMAGE_CLASSIFICATION, ""));
    assertEquals(10, Classes.of(MODEL, Task.AUDIO_CLASSIFICATION, "first"));
    assertEquals(Classes.UNKNOWN, Classes.of(MODEL, Task.IMAGE_CLASSIFICATION, "free"));
    assertEquals(7, Classes.of(MODEL, Task.TOKEN_CLASSIFICATION, ""));
  }

  @Test
  void of_knowsNothingOfOtherTasks() {
    assertEquals(Classes.UNKNOWN, Classes.of(MODEL, Task.OBJECT_DETECTION, ""));
    assertEquals(Classes.UNKNOWN, Classes.of(MODEL, Task.IMAGE_CLASSIFICATION, "none"));
  }

  private static TensorInfo output(String name, Dimension... axes) {
    return new TensorInfo(name, ElementType.FLOAT32, List.of(axes));
  }
}

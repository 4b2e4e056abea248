package dev.hearth.guess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.source.BadInputException;
import dev.hearth.source.FileTree;
import dev.hearth.source.MemoryFile;
import dev.hearth.source.ModelFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderModelsTest {
  private static final FolderModels MODELS = new FolderModels(file -> false, "no model");

  @Test
  void in_findsModelsInEveryFolder() throws IOException {
    assertEquals(
        List.of("a/model.onnx", "b/one.onnx", "b/two.onnx"),
        found("a/model.onnx", "b/two.onnx", "b/one.onnx", "readme.txt"));
  }

  @Test
  void in_takesVariantsOfAModelForOne() throws IOException {
    assertEquals(
        List.of("onnx/model.onnx"),
        found("config.json", "onnx/model_q4.onnx", "onnx/model.onnx", "onnx/model_fp16.onnx"));
  }

  @Test
  void in_namesWhatItFoundInstead() {
    BadInputException e = assertThrows(BadInputException.class, () -> found("a/readme.txt"));

    assertEquals("There is no model in what was given, but a/readme.txt", e.getMessage());
  }

  @Test
  void in_namesWhatOtherProgramsWrite() {
    String torch =
        assertThrows(BadInputException.class, () -> found("net/data.pkl", "net/data/0"))
            .getMessage();
    assertTrue(torch.contains("PyTorch") && torch.contains("torch.onnx.export"), torch);
    byte[] lite = {28, 0, 0, 0, 'T', 'F', 'L', '3'};
    List<ModelFile> files = List.of(new MemoryFile("net.tflite", lite));
    String message =
        assertThrows(BadInputException.class, () -> MODELS.in(FileTree.of("", files))).getMessage();
    assertTrue(message.contains("net.tflite, which looks like a TensorFlow Lite"), message);
  }

  private static List<String> found(String... paths) throws IOException {
    List<ModelFile> files = new ArrayList<>();
    for (String path : paths) {
      files.add(new MemoryFile(path, new byte[1]));
    }
    return MODELS.in(FileTree.of("", files)).stream().map(one -> one.file().place()).toList();
  }
}

package dev.hearth.guess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Task;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FileTree;
import dev.hearth.source.MemoryFile;
import dev.hearth.source.ModelFile;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxReader;
import dev.hearth.source.onnx.OnnxSummary;
import dev.hearth.source.onnx.OnnxSummaryReader;
import dev.hearth.source.tfjs.TfjsReader;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelGuessTest {
  private static final int CUTS = 40;

  static List<Path> models() throws IOException {
    List<Path> models = new ArrayList<>();
    for (String group : List.of("onnx", "tfjs")) {
      try (Stream<Path> folders = Files.list(TestData.path(group))) {
        models.addAll(folders.filter(Files::isDirectory).sorted().toList());
      }
    }
    return models;
  }

  private static List<ModelFile> files(Path folder) throws IOException {
    List<ModelFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(one -> !one.toString().contains(".golden.")).toList()) {
        files.add(new MemoryFile(file.getFileName().toString(), Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static ModelGuess guess(List<ModelFile> files, @Nullable Task asked) throws IOException {
    FolderModels.Found found =
        new FolderModels(file -> false, "no model").in(FileTree.of("", files)).get(0);
    boolean onnx = found.file().path().endsWith(".onnx");
    OnnxSummary summary = onnx ? OnnxSummaryReader.read(found.file()) : null;
    SourceModel model =
        onnx
            ? OnnxReader.read(found.file(), found.folder())
            : TfjsReader.read(found.file(), found.folder());
    assertFalse(ModelFacts.of(model, summary).members().isEmpty());
    return ModelGuess.of(model, summary, found.folder(), found.file().path(), List.of(), asked);
  }

  @ParameterizedTest
  @MethodSource("models")
  void anyModel_isReadFromMemory(Path folder) throws IOException {
    ModelGuess guess = guess(files(folder), null);
    assertFalse(guess.model().inputs().isEmpty());
    assertFalse(guess.model().outputs().isEmpty());
    assertFalse(guess.identity().name().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelThatIsCutShort_isRefusedWithASentence(Path folder) throws IOException {
    List<ModelFile> files = files(folder);
    for (int i = 0; i < files.size(); i++) {
      byte[] whole = files.get(i).read(0, (int) files.get(i).bytes());
      for (int cut = 0; cut < CUTS; cut++) {
        int length = (int) ((long) whole.length * cut / CUTS);
        List<ModelFile> broken = new ArrayList<>(files);
        broken.set(i, new MemoryFile(files.get(i).path(), Arrays.copyOf(whole, length)));
        try {
          guess(broken, null);
        } catch (BadInputException e) {
          assertTrue(String.valueOf(e.getMessage()).length() > 10, e::getMessage);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "onnx/super-resolution-224",
        "onnx/ultraface-rfb-320",
        "onnx/iris_rf",
        "onnx/silero-vad"
      })
  void shapesOfNoClassifierOfPictures_tellNoTask(String folder) throws IOException {
    assertNull(guess(files(TestData.path(folder)), null).likely());
  }

  @Test
  void taskThatIsNamed_getsSettingsByTheShapes() throws IOException {
    Path folder = TestData.path("onnx/mnist-8");
    ModelGuess unasked = guess(files(folder), null);
    assertEquals(Task.TENSORS, unasked.task());
    assertEquals(Task.IMAGE_CLASSIFICATION, unasked.likely());
    ModelGuess asked = guess(files(folder), Task.IMAGE_CLASSIFICATION);
    assertEquals(Task.IMAGE_CLASSIFICATION, asked.task());
    assertEquals(10, asked.labels().size());
    JsonObject settings = asked.settings();
    assertNotNull(settings);
    assertTrue(settings.toString().contains("\"width\": 28"), settings::toString);
    assertEquals("", asked.refusal());
  }

  @Test
  void weightsThatAreMissing_areNamed() throws IOException {
    List<ModelFile> files = files(TestData.path("tfjs/abalone"));
    files.removeIf(file -> file.path().endsWith(".bin"));
    BadInputException refusal = assertThrows(BadInputException.class, () -> guess(files, null));
    assertTrue(String.valueOf(refusal.getMessage()).contains("weights.bin"));
  }

  @Test
  void pythonText_becomesJson() {
    assertEquals(List.of("cat", "a \"dog\""), LabelFile.json("{0: 'cat', 1: 'a \"dog\"',}"));
    assertEquals(null, LabelFile.json("['cat"));
  }

  @Test
  void labelsOfADescription_areThoseOfTheModel() throws IOException {
    List<ModelFile> files = files(TestData.path("onnx/matmul"));
    byte[] said = "{\"labels\": [\"a\", \"b\"]}".getBytes(StandardCharsets.UTF_8);
    files.add(new MemoryFile("hearth.json", said));
    assertEquals(List.of("a", "b"), guess(files, null).labels());
  }
}

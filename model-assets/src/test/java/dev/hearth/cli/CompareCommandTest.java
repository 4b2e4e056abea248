package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that adds up what it sees, its package, and goldens that Pillow and NumPy made. */
class CompareCommandTest {
  private ImportBed bed;
  private Path folder;

  @BeforeEach
  void makeBed(@TempDir Path folder) throws IOException {
    this.folder = folder;
    bed = new ImportBed(folder);
    GraphProto.Builder graph =
        OnnxModels.graph(
                OnnxModels.node("GlobalAveragePool", "mean", "x"),
                OnnxModels.node("Flatten", "y", "mean"))
            .addInput(OnnxModels.value("x", DataType.FLOAT, "batch", "3", "24", "24"))
            .addOutput(OnnxModels.value("y", DataType.FLOAT, "batch", "3"));
    bed.write("mean/model.onnx", OnnxModels.model(graph).build().toByteArray());
    bed.write("mean/labels.txt", "red\ngreen\nblue\n".getBytes(StandardCharsets.UTF_8));
    Files.copy(resource("photo.png"), folder.resolve("photo.png"));
  }

  private static Path resource(String name) {
    try {
      return Path.of(CompareCommandTest.class.getResource("/dev/hearth/compare/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private ImportBed.Result imported(Object... options) throws IOException {
    bed.write(
        "mean/hearth.json",
        """
        {"task": "image-classification", "license": "MIT",
         "preprocessing": {"image": {"width": 24, "height": 24, "color": "rgb", "fit": "stretch",
           "filter": "bilinear", "scale": 0.00392156862745098, "layout": "NCHW"}},
         "postprocessing": {"output": "y", "activation": "softmax"}}
        """
            .getBytes(StandardCharsets.UTF_8));
    return bed.importModel(folder.resolve("mean"), options);
  }

  /** Packs one of the inputs that Pillow made, with other arrays, as numpy.savez would. */
  private Path golden(String name, String input) throws IOException {
    Path file = folder.resolve(name);
    try (ZipFile from = new ZipFile(resource("images.npz").toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(file))) {
      to.putNextEntry(new ZipEntry("input.npy"));
      to.write(from.getInputStream(from.getEntry(input + ".npy")).readAllBytes());
    }
    return file;
  }

  @Test
  void plantedMistake_isToldWithTheKeysToChange() throws IOException {
    imported();
    Path golden = golden("bicubic.npz", "bicubic");
    Path model = bed.models().resolve("mean");
    ImportBed.Result result =
        bed.run("compare", model, "--golden", golden, "--source", folder.resolve("photo.png"));
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.out().contains("Most likely:"), result.out());
    assertTrue(
        result
            .out()
            .contains(
                """
                  1. resize: the picture was resized by Pillow's bicubic filter
                     preprocessing.image.filter: "bilinear" -> "bicubic"
                """),
        result.out());
    assertTrue(result.out().contains("1 of 1 case agrees"), result.out());

    result =
        bed.run(
            "compare",
            model,
            "--golden",
            golden,
            "--source",
            folder.resolve("photo.png"),
            "--json");
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals("differs", json.path("stages").path(0).path("result").asText());
    assertEquals("\"bicubic\"", json.at("/causes/0/changes/0/to").asText());
    assertTrue(json.at("/causes/0/explainsAll").asBoolean());
    assertEquals("", result.err());
  }

  @Test
  void swappedLabels_areTold() throws IOException {
    imported();
    Path golden =
        bed.write(
            "golden.json",
            """
            {"inputs": {"x": {"shape": [3, 24, 24], "data": [%s]}},
             "outputs": {"y": [[1, 2, 3]]},
             "result": {"blue": 0.0900306, "green": 0.2447285, "red": 0.6652409}}
            """
                .formatted(numbers()));
    ImportBed.Result result = bed.run("compare", bed.models().resolve("mean"), "--golden", golden);
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(
        result.out().contains("labels are in another order: class 0 is blue, here it is red"),
        result.out());
    assertTrue(
        result
            .out()
            .contains("labels: [\"red\",\"green\",\"blue\"] -> [\"blue\",\"green\",\"red\"]"),
        result.out());
    Path ordered =
        bed.write(
            "ordered.json",
            "{\"outputs\": {\"y\": [1, 2, 3]}, \"labels\": [\"red\", \"blue\", \"green\"]}");
    result = bed.run("compare", bed.models().resolve("mean"), "--golden", ordered);
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.out().contains("class 1 is blue, here it is green"), result.out());
  }

  private static String numbers() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 3 * 24 * 24; i++) {
      out.append(i == 0 ? "" : ",").append(1 + i / (24 * 24));
    }
    return out.toString();
  }

  @Test
  void doubledSoftmax_isTold() throws IOException {
    imported();
    Path golden =
        bed.write(
            "golden.json",
            "{\"outputs\": {\"y\": [0.2, 0.5, 0.3]}, \"probabilities\": [0.2, 0.5, 0.3]}");
    ImportBed.Result result = bed.run("compare", bed.models().resolve("mean"), "--golden", golden);
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.out().contains("softmax is done twice"), result.out());
    assertTrue(
        result.out().contains("postprocessing.activation: \"softmax\" -> \"none\""), result.out());
  }

  @Test
  void softmaxOfTheOtherSide_isTold() throws IOException {
    imported();
    Path golden =
        bed.write(
            "golden.json",
            """
            {"inputs": {"x": {"shape": [3, 24, 24], "data": [%s]}},
             "outputs": {"y": [[0.0900306, 0.2447285, 0.6652409]]}}
            """
                .formatted(numbers()));
    ImportBed.Result result = bed.run("compare", bed.models().resolve("mean"), "--golden", golden);
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.out().contains("softmax was done to the model's output"), result.out());
  }

  @Test
  void import_carriesGivenGoldensAndChecksPreprocessing() throws IOException {
    Path golden =
        bed.write(
            "golden.json",
            """
            {"engine": "NumPy 1.24", "atol": 0.001,
             "cases": [{"id": "ramp", "inputs": {"x": {"shape": [1, 3, 24, 24], "data": [%s]}},
               "outputs": {"y": [1, 2, 3]}, "source": "photo.png"}]}
            """
                .formatted(numbers()));
    ImportBed.Result result = imported("--golden", golden);
    assertTrue(result.out().contains("1 case, 6.8 KiB, by NumPy 1.24"), result.out());
    assertTrue(
        result.err().contains("photo.png on the JVM does not give the golden input x"),
        result.err());
    assertEquals(0.001, bed.manifest("mean", "1.0.0").goldens().abs());
    String card = Files.readString(bed.models().resolve("mean/1.0.0/MODEL_CARD.md"));
    assertTrue(card.contains("| NumPy 1.24 | | | | the reference |"), card);
    assertTrue(card.contains("| ONNX Runtime (JVM) | fp32 |"), card);
    assertTrue(card.contains("does not give the golden input x"), card);
  }

  @Test
  void outputsAlone_areExplainedThroughTheModel() throws IOException {
    imported();
    // The means of photo.png's channels, blue first, of 0 to 255; Pillow's resize keeps them.
    Path golden =
        bed.write(
            "golden.json",
            """
            {"outputs": {"y": [124.09027778, 125.56944444, 127.74305556]}, "source": "photo.png"}
            """);
    ImportBed.Result result = bed.run("compare", bed.models().resolve("mean"), "--golden", golden);
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.out().contains("end to end"), result.out());
    assertTrue(
        result.out().contains("values are left at 0 to 255; channels are blue"), result.out());
  }

  @Test
  void folderOfArrays_isRead() throws IOException {
    imported();
    Path arrays = Files.createDirectories(folder.resolve("arrays"));
    try (ZipFile from = new ZipFile(resource("images.npz").toFile())) {
      Files.write(
          arrays.resolve("in_x.npy"),
          from.getInputStream(from.getEntry("levels.npy")).readAllBytes());
    }
    ImportBed.Result result =
        bed.run(
            "compare",
            bed.models().resolve("mean"),
            "--golden",
            arrays,
            "--source",
            folder.resolve("photo.png"));
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.out().contains("values are left at 0 to 255"), result.out());
  }

  @Test
  void whatIsNoGolden_isRefused() throws IOException {
    imported();
    Path model = bed.models().resolve("mean");
    Path golden = golden("one.npz", "levels");
    Path photo = folder.resolve("photo.png");
    assertRefused("There is no golden file", model, folder.resolve("none.npz"));
    assertRefused("is no golden", model, photo);
    assertRefused(
        "Nothing can be compared", model, bed.write("e.json", "{\"probabilities\": [1]}"));
    assertRefused(
        "a source for each of the 1 cases", model, golden, "--source", photo, "--source", photo);
    assertRefused(
        "of different lengths", model, bed.write("bad.json", "{\"inputs\": {\"x\": [[1], 2]}}"));
    assertRefused(
        "other is none of the model's", model, bed.write("n.json", "{\"inputs\": {\"other\": 1}}"));
    assertRefused(
        "without ..",
        model,
        bed.write("p.json", "{\"outputs\": {\"y\": 1}, \"source\": \"../x\"}"));
    assertRefused("Expected a model's folder", folder, golden);
  }

  private void assertRefused(String words, Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "compare";
    all[1] = arguments[0];
    all[2] = "--golden";
    System.arraycopy(arguments, 1, all, 3, arguments.length - 1);
    ImportBed.Result result = bed.run(all);
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.err().contains(words), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }
}

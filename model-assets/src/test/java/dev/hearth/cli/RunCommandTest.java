package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.cli.ImportBed.Result;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a model's file to predictions, by two commands. */
class RunCommandTest {
  private ImportBed bed;

  @BeforeEach
  void makeBed(@TempDir Path folder) {
    bed = new ImportBed(folder);
  }

  private String imported(String name, String model, String description) throws IOException {
    Path file = TestData.path(model);
    bed.write(name + "/model.onnx", Files.readAllBytes(file));
    Path hearth = bed.write(name + ".json", description);
    Result result =
        bed.run(
            "import",
            hearth.resolveSibling(name),
            "--name",
            name,
            "--describe",
            hearth,
            "--out",
            bed.models());
    assertEquals(0, result.exitCode(), result.err());
    return bed.models().resolve(name).toString();
  }

  @Test
  void rows_becomeLabels() throws IOException {
    String iris =
        imported(
            "iris",
            "onnx/iris_rf/iris_rf.onnx",
            """
            {"task": "tabular-classification", "license": "MIT",
             "preprocessing": {"table": {"columns": [{"name": "sepal_length"},
               {"name": "sepal_width"}, {"name": "petal_length"}, {"name": "petal_width"}]}},
             "postprocessing": {"output": "probabilities", "activation": "none"}}
            """);
    Result result = bed.run("run", iris, TestData.path("tables/iris_rows.csv"), "--top", 1);
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(15, result.out().lines().count());
    assertTrue(result.out().startsWith("{\"label\":\"0\",\"probability\":0.99"), result.out());
    Result refused = bed.run("run", iris, TestData.path("tables/diabetes_rows.csv"));
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("no column sepal_length"), refused.err());
    Path arguments = bed.write("arguments.txt", "--help");
    refused = bed.run("run", iris, "@" + arguments);
    assertEquals(1, refused.exitCode(), "a list of arguments");
    assertEquals(2, bed.run("run", iris, arguments, "--top", 0).exitCode());
    assertRefused(iris, "a\n1\n", "no column sepal_length; it has a");
    String header = "sepal_length,sepal_width,petal_length,petal_width\n";
    assertRefused(iris, header, "has no rows");
    assertRefused(iris, header + "1,2,3\n", "row 1 after the header: expected 4 cells");
    assertRefused(iris, header + "1,2,3,4\n1,2,3,4,5\n", "row 2 after the header: expected 4");
    assertRefused(iris, header + "1,2,x,4\n", "row 1 after the header: Expected petal_length");
    assertRefused(iris, header + "1,2,1e999,4\n", "to be a number that fits 32 bits");
    assertRefused(
        iris, "petal_width," + header + "1,1,2,3,4\n", "more than one column petal_width");
    assertRefused(iris, header + "\"1,2,3,4\n", "is not a CSV file");
    Path excel = bed.write("excel.csv", "\ufeff" + header + "5.1,3.5,1.4,0.2\n");
    assertEquals(0, bed.run("run", iris, excel).exitCode());
  }

  private void assertRefused(String model, String csv, String message) throws IOException {
    Result refused = bed.run("run", model, bed.write("rows.csv", csv));
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains(message), refused.err());
  }

  @Test
  void pictures_becomeLargerPictures() throws IOException {
    String larger =
        imported(
            "larger",
            "onnx/super-resolution-224/super-resolution-224.onnx",
            """
            {"task": "image-to-image", "license": "MIT",
             "preprocessing": {"image": {"width": 224, "height": 224, "color": "ycbcr-y",
               "fit": "pad", "filter": "bicubic", "scale": 0.00392156862745098, "mean": [0],
               "std": [1], "layout": "NCHW"}},
             "postprocessing": {"output": "output", "color": "ycbcr-y", "scale": 255}}
            """);
    Path out = bed.models().resolveSibling("out.png");
    Result result =
        bed.run("run", larger, TestData.path("images/pelican.jpeg"), "--json", "--out", out);
    assertEquals(0, result.exitCode(), result.err());
    JsonNode size = new ObjectMapper().readTree(result.out()).get(0);
    // 500 x 375 in 224 x 168, three times larger.
    assertEquals(672, size.get("width").asInt());
    assertEquals(504, size.get("height").asInt());
    assertEquals(672, ImageIO.read(out.toFile()).getWidth());
  }

  @Test
  void sounds_becomeStretchesOfSpeech() throws IOException {
    String vad =
        imported(
            "vad",
            "onnx/silero-vad/silero-vad.onnx",
            """
            {"task": "voice-activity-detection", "license": "MIT",
             "preprocessing": {"waveform": {"sampleRateHz": 16000, "windowSamples": 512,
               "contextSamples": 64}},
             "postprocessing": {"output": "output",
               "state": [{"input": "state", "output": "stateN"}], "sampleRateInput": "sr"}}
            """);
    Result result = bed.run("run", vad, TestData.path("audio/speech_16k.wav"));
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().startsWith("{\"startSeconds\":0.4"), result.out());
    Result refused = bed.run("run", vad, TestData.path("images/pelican.jpeg"));
    assertEquals(1, refused.exitCode());
    assertEquals(2, bed.run("run", vad).exitCode());
  }
}

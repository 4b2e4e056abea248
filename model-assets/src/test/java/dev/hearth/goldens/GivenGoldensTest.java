package dev.hearth.goldens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.manifest.ModelRuntime;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goldens that numpy.savez wrote (make_goldens.py), and JSON. */
class GivenGoldensTest {
  private static final List<TensorInfo> INPUTS = List.of(info("serving/x:0", 4));
  private static final List<TensorInfo> OUTPUTS = List.of(info("probs", 2), info("boxes", 3));

  private static TensorInfo info(String name, int width) {
    return new TensorInfo(
        name, ElementType.FLOAT32, List.of(Dimension.free("n"), Dimension.fixed(width)));
  }

  private static GivenGoldens resource(String name) throws IOException {
    try {
      Path path =
          Path.of(GivenGoldensTest.class.getResource("/dev/hearth/compare/" + name).toURI());
      return GivenGoldens.read(path, List.of(), INPUTS, OUTPUTS);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static GivenGoldens json(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("golden.json"), text);
    return GivenGoldens.read(file, List.of(), INPUTS, OUTPUTS);
  }

  @Test
  void numberedCases_areReadWithWhatAllShare() throws IOException {
    GivenGoldens given = resource("numbered.npz");
    assertEquals(List.of("case-0", "case-10"), given.cases().stream().map(GivenCase::id).toList());
    assertEquals("numpy 1.24", given.engine());
    assertEquals(0.01, given.abs());
    assertTrue(Double.isNaN(given.rel()));
    GivenCase second = given.cases().get(1);
    assertEquals(Shape.of(1, 4), second.inputs().get("serving/x:0").shape());
    assertEquals(7, second.inputs().get("serving/x:0").at(0));
    assertEquals(0.75, second.outputs().get("probs").at(1));
    assertEquals(List.of("cat", "dog"), second.labels());
    assertEquals("photo.png", second.source().getFileName().toString());
    assertNull(given.cases().get(0).source());
  }

  @Test
  void casesAlongAFirstAxis_areCutApart() throws IOException {
    GivenGoldens given = resource("stacked.npz");
    assertEquals(3, given.cases().size());
    for (int i = 0; i < 3; i++) {
      Tensor input = given.cases().get(i).inputs().get("serving/x:0");
      assertEquals(Shape.of(1, 4), input.shape());
      assertEquals(4.0 * i, input.at(0));
      assertEquals(2.0 * i, given.cases().get(i).outputs().get("probs").at(0));
      assertEquals(ElementType.FLOAT64, input.type());
    }
  }

  @Test
  void aBatch_isOneCase() throws IOException {
    GivenGoldens given = resource("batch.npz");
    assertEquals(1, given.cases().size());
    assertEquals(Shape.of(3, 4), given.cases().get(0).inputs().get("serving/x:0").shape());
  }

  @Test
  void json_hasOneCaseOrSeveral(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("text.txt"), "a text");
    GivenGoldens one =
        json(
            folder,
            "{\"inputs\": {\"x\": [1, 2, 3, 4]}, \"outputs\": {\"boxes\": [[1, 2, 3]]},"
                + " \"source\": \"text.txt\"}");
    assertEquals(Shape.of(1, 4), one.cases().get(0).inputs().get("serving/x:0").shape());
    assertNotNull(one.cases().get(0).source());
    GivenGoldens two =
        json(
            folder,
            "{\"rtol\": 0.5, \"cases\": [{\"outputs\": {\"output1\": [1, 2, 3]}}, {\"id\": \"b\","
                + " \"outputs\": {\"probs:0\": {\"shape\": [1, 2], \"data\": [1, 2]}}}]}");
    assertEquals(0.5, two.rel());
    assertEquals("b", two.cases().get(1).id());
    assertTrue(two.cases().get(0).outputs().containsKey("boxes"));
  }

  @Test
  void numbersThatAreNone_areNoGoldens(@TempDir Path folder) throws IOException {
    SourceModel model =
        new SourceModel(
            ModelRuntime.TFJS_GRAPH,
            "a model",
            "fp32",
            List.of(),
            INPUTS,
            List.of(OUTPUTS.get(0)),
            Set.of(),
            Set.of());
    Tensor input = FloatTensor.of(Shape.of(1, 4), new float[4]);
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Tensor output = FloatTensor.of(Shape.of(1, 2), new float[] {1, value});
      GivenCase one =
          new GivenCase(
              "one", Map.of("serving/x:0", input), Map.of("probs", output), null, List.of(), null);
      GivenGoldens given = new GivenGoldens("an engine", Double.NaN, Double.NaN, List.of(one));
      BadInputException refused =
          assertThrows(
              BadInputException.class, () -> given.toSet(folder.resolve("golden.json"), model));
      assertTrue(refused.getMessage().contains("expected finite numbers"), refused.getMessage());
    }
  }

  @Test
  void wrongJson_isRefused(@TempDir Path folder) {
    for (String text :
        List.of(
            "{",
            "{\"inputs\": {\"x\": [[1], []]}}",
            "{\"inputs\": {\"x\": {\"shape\": [2], \"data\": [1]}}}",
            "{\"inputs\": {\"x\": {\"shape\": [-1], \"data\": [1]}}}",
            "{\"inputs\": {\"x\": {\"shape\": [1000000000, 1000000000], \"data\": []}}}",
            "{\"inputs\": {\"x\": [null]}}",
            "{\"inputs\": {\"probs\": [1]}}",
            "{\"outputs\": {\"output7\": [1]}}",
            "{\"outputs\": {\"output\": [1]}}",
            "{\"outputs\": {\"probs\": " + "[".repeat(20) + "1" + "]".repeat(20) + "}}",
            "{\"cases\": []}",
            "{\"outputs\": {\"probs\": [1, 2]}, \"source\": \"/etc/hostname\"}",
            "{\"schema\": \"golden/1\", \"bin\": \"../x\", \"cases\": []}")) {
      assertThrows(BadInputException.class, () -> json(folder, text), text);
    }
    assertThrows(BadInputException.class, () -> json(folder, "[".repeat(5000)));
  }
}

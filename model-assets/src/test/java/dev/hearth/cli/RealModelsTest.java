package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.decode.Activation;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealModelsTest {
  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  @Test
  void everyOnnxModel_reproducesItsGoldens() throws IOException {
    int goldens = 0;
    for (Path model : folders("onnx")) {
      for (Path golden : files(model, ".golden.json")) {
        ImportBed.Result result =
            bed.importModel(model, "--golden", golden, "--version", "1." + goldens++);
        assertTrue(result.out().contains("largest difference on the JVM"), result.out());
      }
    }
    assertEquals(11, goldens);
  }

  @Test
  void everyTfjsModel_matchesItsGoldensNames() throws IOException {
    int models = 0;
    for (Path model : folders("tfjs")) {
      Path golden = files(model, ".golden.json").get(0);
      ImportBed.Result result = bed.importModel(model, "--golden", golden);
      assertTrue(result.out().contains("by @tensorflow/tfjs 4.22.0"), result.out());
      models++;
    }
    assertEquals(6, models);
  }

  @Test
  void modelOfHalves_makesItsOwnGoldens_andClassifies() throws IOException {
    bed.importModel(
        TestData.path("onnx/squeezenet-fp16"),
        "--task",
        "image-classification",
        "--labels",
        TestData.path("labels/imagenet_synset.txt"));
    ModelManifest manifest = bed.manifest("squeezenet-fp16", "1.0.0");
    assertEquals("data_0 float16[1, 3, 224, 224]", manifest.inputs().get(0).toString());
    assertEquals(0.02, manifest.goldens().rel());
    assertEquals(Activation.NONE, ClassifierOutput.of(manifest).activation());
    assertEquals(
        0,
        bed.run(
                "run",
                bed.models().resolve("squeezenet-fp16"),
                TestData.path("images/dog_1080.jpg"))
            .exitCode());
  }

  @Test
  void mnist_isAClassifier() throws IOException {
    Path labels = bed.write("digits.txt", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    Path model = TestData.path("onnx/mnist-8");
    bed.importModel(
        model,
        "--task",
        "image-classification",
        "--labels",
        labels,
        "--golden",
        model.resolve("mnist-8.golden.json"));

    ModelManifest manifest = bed.manifest("mnist-8", "1.0.0");
    assertEquals(Activation.SOFTMAX, ClassifierOutput.of(manifest).activation());
    assertEquals(4, manifest.goldens().cases().size());
    assertEquals("digit-0-60003", manifest.goldens().cases().get(0).id());
  }

  @Test
  void classifierOfTrees_givesItsProbabilitiesAsTheyAre() throws IOException {
    Path described =
        bed.write(
            "iris.json",
            """
            {"task": "tabular-classification", "preprocessing": {"table": {"columns": [
              {"name": "a"}, {"name": "b"}, {"name": "c"}, {"name": "d"}]}}}
            """);

    bed.importModel(TestData.path("onnx/iris_rf"), "--describe", described);

    ModelManifest manifest = bed.manifest("iris_rf", "1.0.0");
    assertEquals("probabilities", ClassifierOutput.of(manifest).output());
    assertEquals(Activation.NONE, ClassifierOutput.of(manifest).activation());
  }

  @Test
  void everyGivenCase_isRunHere_andSomeAreCarried() throws IOException {
    Path model = TestData.path("onnx/mnist-8/mnist-8.onnx");
    Path golden = TestData.path("onnx/mnist-8/mnist-8.golden.json");
    ImportBed.Result result = bed.importModel(model, "--golden", golden);
    assertTrue(result.err().contains("4 of the 21 golden cases"), result.err());

    byte[] bin = Files.readAllBytes(TestData.path("onnx/mnist-8/mnist-8.golden.bin"));
    bin[bin.length - 37] ^= 0x10; // In the last output, of a case that is not carried.
    bed.write("g/mnist-8.golden.bin", bin);
    String json = Files.readString(golden).replace("binSha256", "was");
    Path wrong = bed.write("g/x.golden.json", TinyModels.utf8(json));
    bed.assertRefused(
        "Self-test case upstream-test_data_set_0", model, "--golden", wrong, "--version", "1.1.0");
  }

  @Test
  void doodlenet_findsItsLabels() throws IOException {
    Path model = TestData.path("tfjs/doodlenet");
    bed.importModel(model, "--task", "image-classification");

    ModelManifest manifest = bed.manifest("doodlenet", "1.0.0");
    assertEquals(345, manifest.labels().size());
    assertEquals(Activation.NONE, ClassifierOutput.of(manifest).activation());
    assertShape("[dim_1, 345]", manifest.outputs().get(0));
    assertEquals(28, manifest.image().width());
  }

  @Test
  void wrongGoldens_areNotPublished() throws IOException {
    Path model = TestData.path("onnx/matmul/matmul.onnx");
    String json = Files.readString(TestData.path("onnx/matmul/matmul.golden.json"));
    byte[] bin = Files.readAllBytes(TestData.path("onnx/matmul/matmul.golden.bin"));
    bin[99] ^= 1; // the exponent of the first output
    bed.write("g/matmul.golden.bin", bin);
    Path golden = bed.write("g/x.golden.json", TinyModels.utf8(json));
    bed.assertRefused("has the hash", model, "--golden", golden);
    bed.write("g/x.golden.json", TinyModels.utf8(json.replace("binSha256", "was")));
    bed.assertRefused("Self-test case quickstart: expected c[0]", model, "--golden", golden);
    bed.write("g/x.golden.json", TinyModels.utf8(json.replace("golden/1", "golden/9")));
    bed.assertRefused("expected golden/1", model, "--golden", golden);
    bed.assertRefused(
        "computed for another model",
        model,
        "--golden",
        TestData.path("onnx/mnist-8/mnist-8.golden.json"));
  }

  private static List<Path> folders(String kind) throws IOException {
    try (Stream<Path> listing = Files.list(TestData.path(kind))) {
      return listing.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> listing = Files.list(folder)) {
      return listing.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static void assertShape(String expected, TensorInfo info) {
    assertEquals(info.name() + " float32" + expected, info.toString());
  }
}

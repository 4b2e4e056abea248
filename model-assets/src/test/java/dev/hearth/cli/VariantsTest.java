package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.jvm.JvmModels;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Variant;
import dev.hearth.predict.LoadListener;
import dev.hearth.predict.LoadOptions;
import dev.hearth.predict.Model;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantsTest {
  private static final String ALL = "fp16-compute,fp16,int8,int4,fp32";
  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  @Test
  void variants_areMeasuredAndOfferedInTheOrderAskedFor() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Softmax"));

    ImportBed.Result result =
        bed.importModel(
            file, "--task", "image-classification", "--variants", "int8,fp16-compute,fp16,fp32");

    ModelManifest manifest = bed.manifest("m", "1.0.0");
    assertEquals(List.of("int8", "fp16-compute", "fp16", "fp32"), names(manifest));
    assertEquals(List.of("shader-f16"), manifest.variants().get(1).needs());
    assertEquals(0.05, manifest.variants().get(1).tolerance(), "as GPUs compute in halves");
    assertEquals(0.001, manifest.variants().get(2).tolerance(), "eighths are halves");
    assertEquals(0, manifest.variants().get(3).tolerance());
    String card = Files.readString(bed.models().resolve("m/1.0.0/MODEL_CARD.md"));
    assertTrue(card.contains("| fp16 | "), card);
    assertTrue(result.out().contains("2 of 2  yes"), result.out());
    assertEverythingRuns(manifest);
  }

  @Test
  void lossyVariant_isOnRequest() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Relu"));

    ImportBed.Result result =
        bed.importModel(file, "--variants", "int8,fp32", "--variant-tolerance", "0.0001");

    assertTrue(result.err().contains("note: the variant int8 loses 0."), result.err());
    assertTrue(result.out().contains("on request"), result.out());
    ModelManifest manifest = bed.manifest("m", "1.0.0");
    assertTrue(manifest.variants().get(0).onRequest());
    try (Model model = new JvmModels().open(bed.models().resolve("m").toString())) {
      assertEquals("fp32", model.plan().candidate().variant().name());
    }
    assertEverythingRuns(manifest);
  }

  @Test
  void onlyLossyVariants_keepTheModelAsItIs() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Relu"));

    ImportBed.Result result =
        bed.importModel(file, "--variants", "int8,int4", "--variant-tolerance", "0");

    assertEquals(List.of("int8", "fp32"), names(bed.manifest("m", "1.0.0")));
    assertTrue(result.err().contains("no variant int4: the model has no products"), result.err());
    assertTrue(result.err().contains("the model as it is comes with them"), result.err());
  }

  @Test
  void variantsThatNotEveryDeviceRuns_keepTheModelAsItIs() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Softmax"));

    bed.importModel(file, "--variants", "fp16-compute");

    assertEquals(List.of("fp16-compute", "fp32"), names(bed.manifest("m", "1.0.0")));
  }

  @Test
  void tfjsWeights_areStoredAsItsConverterDoes() throws IOException {
    bed.write("g/model.json", TinyModels.utf8(GRAPH));
    ByteBuffer weights = ByteBuffer.allocate(4 + 4 * 2048).order(ByteOrder.LITTLE_ENDIAN);
    weights.putFloat(7);
    for (int i = 0; i < 2048; i++) {
      weights.putFloat((i - 512) / 1024f);
    }
    bed.write("g/a.bin", Arrays.copyOf(weights.array(), 4099));
    bed.write("g/b.bin", Arrays.copyOfRange(weights.array(), 4099, weights.capacity()));

    bed.importModel(folder.resolve("g"), "--variants", "fp32,fp16,uint16,int8");

    ModelManifest manifest = bed.manifest("g", "1.0.0");
    assertEquals(List.of("fp32", "fp16", "uint16", "uint8"), names(manifest));
    for (Variant variant : manifest.variants().subList(1, 4)) {
      assertTrue(variant.onRequest(), "nothing to measure by");
      String json = new String(bed.join(variant.artifacts().get(0)), StandardCharsets.UTF_8);
      byte[] bytes = bed.join(variant.artifacts().get(1));
      ByteBuffer stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(7, stored.getFloat());
      boolean one = variant.name().equals("uint8");
      assertEquals(4 + 2048 * (one ? 1 : 2), bytes.length);
      if (one) {
        // -0.5 to 1.4990 in 255 steps, zero on the 64th.
        assertTrue(json.contains("\"dtype\":\"uint8\",\"min\":-0.501"), json);
        assertEquals(64, bytes[4 + 512]);
        assertEquals((byte) 255, bytes[4 + 2047]);
      } else if (variant.name().equals("fp16")) {
        assertTrue(json.contains("\"quantization\":{\"dtype\":\"float16\"}"), json);
        assertEquals((short) 0xb800, stored.getShort(), "-0.5");
      } else {
        assertEquals(0, stored.getShort());
      }
    }
  }

  @Test
  void quantize_writesFoldersOfAModel() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    Path out = folder.resolve("made/here");

    ImportBed.Result result = bed.run("quantize", file, "--out", out, "--json");

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("\"name\":\"fp16\""), result.out());
    for (String variant : List.of("fp32", "fp16", "int8")) {
      assertTrue(Files.size(out.resolve(variant).resolve("m.onnx")) > 1000, variant);
    }
    assertEquals(List.of("here"), list(out.getParent()));
    ImportBed.Result again = bed.run("quantize", file, "--out", out);
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("is there already"), again.err());
    assertEquals(2, bed.run("quantize", file).exitCode());
    assertEquals(2, bed.run("quantize", file, "--out", "x", "--version", "2").exitCode());
    assertEquals(2, bed.run("quantize", file, "--out", out, "--variants", "int3").exitCode());
  }

  @Test
  void packageWithoutTheTrainedWeights_saysSo() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Softmax"));

    ImportBed.Result result = bed.importModel(file, "--variants", "fp16");

    assertTrue(result.out().contains("top-1"), result.out());
    assertFalse(result.out().contains("100.0 %"), "a share of the model's own size");
    String card = Files.readString(bed.models().resolve("m/1.0.0/MODEL_CARD.md"));
    assertTrue(card.contains("| fp32 (not in this package) |"), card);
  }

  @Test
  void quantize_publishesTheNextVersionOfAPackage() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    bed.importModel(file, "--task", "image-classification", "--variants", "fp16,fp32");
    Path model = bed.models().resolve("m");

    ImportBed.Result result =
        bed.run("quantize", model, "--version", "1.1.0", "--variants", "int8,fp32");

    assertEquals(0, result.exitCode(), result.err());
    ModelManifest old = bed.manifest("m", "1.0.0");
    ModelManifest manifest = bed.manifest("m", "1.1.0");
    assertEquals(List.of("int8", "fp32"), names(manifest));
    assertEquals(old.variants().get(1), manifest.variants().get(1));
    assertEquals(old.labels(), manifest.labels());
    assertEquals(old.goldens(), manifest.goldens());
    String card = Files.readString(model.resolve("1.1.0/MODEL_CARD.md"));
    assertEquals(card.indexOf("## Variants"), card.lastIndexOf("## Variants"));
    assertEverythingRuns(manifest);
    Map<String, String> before = bed.files();
    assertEquals(2, bed.run("quantize", model).exitCode());
    ImportBed.Result elsewhere =
        bed.run("quantize", model, "--version", "1.2.0", "--out", folder.resolve("elsewhere"));
    assertEquals(2, elsewhere.exitCode());
    assertTrue(elsewhere.err().contains("--out is for a model"), elsewhere.err());
    String hash = manifest.variants().get(1).artifacts().get(0).shards().get(0).sha256();
    Files.write(bed.models().resolve("blobs").resolve(hash), new byte[5]);
    assertEquals(1, bed.run("quantize", model, "--version", "1.2.0").exitCode());
    assertEquals(before.keySet(), bed.files().keySet());
  }

  @Test
  void everyOnnxModel_keepsItsAnswersInEveryVariantThatIsOffered() throws IOException {
    int offered = 0;
    try (Stream<Path> listing = Files.list(TestData.path("onnx"))) {
      for (Path path : listing.sorted().toList()) {
        String name = path.getFileName().toString();
        Path golden =
            path.resolve(name + (name.equals("silero-vad") ? "-16k" : "") + ".golden.json");
        bed.importModel(path, "--golden", golden, "--name", name, "--variants", ALL);
        offered += assertEverythingRuns(bed.manifest(name, "1.0.0"));
      }
    }
    assertEquals(20, offered);
  }

  /** Opens each variant, which runs the goldens with its tolerance, and counts those unasked. */
  private int assertEverythingRuns(ModelManifest manifest) {
    int offered = 0;
    Path version = bed.models().resolve(manifest.name()).resolve(manifest.version());
    for (Variant variant : manifest.variants()) {
      LoadOptions options = new LoadOptions(List.of(), variant.name(), true, List.of());
      try (Model model = new JvmModels().open(version.toString(), options, LoadListener.NONE)) {
        assertEquals(variant, model.plan().candidate().variant());
        assertNotNull(model.plan().selfTest());
      }
      offered += variant.onRequest() ? 0 : 1;
    }
    return offered;
  }

  private static List<String> names(ModelManifest manifest) {
    return manifest.variants().stream().map(Variant::name).toList();
  }

  private static List<String> list(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> listing = Files.list(folder)) {
      listing.forEach(path -> names.add(path.getFileName().toString()));
    }
    return names;
  }

  private static final String GRAPH =
      """
      {"modelTopology": {"node": [
        {"name": "w", "op": "Const", "attr": {"value": {"tensor": {"dtype": "DT_FLOAT",
          "tensorShape": {"dim": [{"size": "2"}, {"size": "1024"}]}}}}},
        {"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": "DT_FLOAT"},
          "shape": {"shape": {"dim": [{"size": "-1"}, {"size": "2"}]}}}},
        {"name": "mm", "op": "MatMul", "input": ["x", "w"], "attr": {"T": {"type": "DT_FLOAT"}}}
      ]}, "weightsManifest": [{"paths": ["a.bin", "b.bin"],
        "weights": [{"name": "one", "shape": [], "dtype": "float32"},
          {"name": "w", "shape": [2, 1024], "dtype": "float32"}]}]}
      """;
}

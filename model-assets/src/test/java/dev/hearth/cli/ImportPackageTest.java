package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.decode.Activation;
import dev.hearth.image.Filter;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.PerChannel;
import dev.hearth.image.Sizing;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Task;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPackageTest {
  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  @Test
  void onnx_becomesAWholePackage() throws IOException {
    byte[] model = TinyModels.classifier("Softmax");
    Path file = bed.write("My Model/net V2.onnx", model);
    bed.write("My Model/labels.txt", TinyModels.utf8("\ufeffcat\r\ndog\r\nbird\n\n"));

    ImportBed.Result result =
        bed.importModel(file, "--task", "image-classification", "--shard-size", "1KiB");

    ModelManifest manifest = bed.manifest("net-v2", "1.0.0");
    assertEquals("Net v2", manifest.title());
    assertEquals(Task.IMAGE_CLASSIFICATION, manifest.task());
    assertEquals(ModelRuntime.ONNX, manifest.runtime());
    assertEquals(List.of("cat", "dog", "bird"), manifest.labels());
    assertEquals(new ClassifierOutput("y", Activation.NONE, null), ClassifierOutput.of(manifest));
    assertShape("[batch, 1, 20, 30]", manifest.inputs().get(0));
    assertEquals(1, manifest.inputs().size());
    assertEquals(20, manifest.image().height());
    assertTrue(manifest.variants().get(0).artifacts().get(0).shards().size() > 5);
    assertArrayEquals(model, bed.join(manifest.variants().get(0).artifacts().get(0)));
    assertEquals(2, manifest.goldens().cases().size());
    assertEquals(
        2 * (2400 + 16), bed.join(manifest.goldens().data()).length + 4, "aligned to 8 bytes");
    assertTrue(result.out().contains("labels   3, from cat to bird"), result.out());
    assertTrue(result.err().contains("note: the licence is unknown"), result.err());
    String card = Files.readString(bed.models().resolve("net-v2/1.0.0/MODEL_CARD.md"));
    assertTrue(card.contains("Not stated. Find out before you publish this model."), card);
    assertEquals(
        "net-v2",
        ModelIndex.parse(Files.readString(bed.models().resolve("index.json")))
            .models()
            .get(0)
            .name());
    assertEquals("1.0.0", channels("net-v2").stable());
    try (var listing = Files.list(bed.models())) {
      assertEquals(3, listing.count(), "no staging folder is left");
    }
  }

  @Test
  void description_isReadAndOverridden() throws IOException {
    Path file = bed.write("m/model.onnx", TinyModels.classifier("Relu"));
    bed.write("m/MODEL_CARD.md", TinyModels.utf8("# Mine\n"));
    bed.write(
        "m/hearth.json",
        TinyModels.utf8(
            """
            {"name": "given", "version": "3.0.0", "title": "Given", "license": "MIT",
             "task": "image-classification",
             "preprocessing": {"image": {"width": 30, "height": 20, "color": "grey",
               "scale": 1, "layout": "NCHW"}},
             "postprocessing": {"output": "y", "activation": "sigmoid"}}
            """));

    bed.importModel(file, "--version", "3.0.1", "--title", "Other");

    ModelManifest manifest = bed.manifest("given", "3.0.1");
    assertEquals("Other", manifest.title());
    assertEquals("MIT", manifest.license());
    assertEquals(1.0, manifest.image().scale());
    assertEquals(
        new ClassifierOutput("y", Activation.SIGMOID, null), ClassifierOutput.of(manifest));
    assertEquals(List.of("class 0", "class 1", "class 2"), manifest.labels());
    assertEquals("# Mine\n", Files.readString(bed.models().resolve("given/3.0.1/MODEL_CARD.md")));
  }

  @Test
  void preprocessorConfig_isReadAsItComes_unlessTheAuthorSaysOtherwise() throws IOException {
    Path file = bed.write("hub/onnx/model.onnx", TinyModels.classifier("Softmax", 3));
    bed.write(
        "hub/preprocessor_config.json",
        TinyModels.utf8(
            """
            {"do_normalize": true, "do_rescale": true, "do_resize": true, "image_mean": [0.5, 0.5,
             0.5], "image_processor_type": "ViTImageProcessor", "image_std": [0.5, 0.25, 0.5],
             "resample": 3, "rescale_factor": 0.00392156862745098,
             "size": {"height": 20, "width": 30}}
            """));

    ImportBed.Result result =
        bed.importModel(file, "--task", "image-classification", "--name", "hub");

    ImagePreprocessing image = bed.manifest("hub", "1.0.0").image();
    assertEquals(Sizing.exact(30, 20), image.sizing());
    assertEquals(Filter.BICUBIC, image.method().filter());
    assertEquals(PerChannel.of(.5, .25, .5), image.std());
    assertEquals(0.00392156862745098, image.scale());
    assertTrue(result.err().contains("as preprocessor_config.json says"), result.err());

    bed.write("hub/preprocessor_config.json", TinyModels.utf8("{\"do_resize\": true, \"wat\": 1}"));
    bed.assertRefused("Unknown", file, "--task", "image-classification", "--name", "other");
  }

  @Test
  void tfjsGraph_withoutFormatOrSignature() throws IOException {
    bed.write("g/model.json", TinyModels.utf8(TinyModels.GRAPH));
    bed.write("g/a-shard1of2", new byte[16]);
    bed.write("g/a-shard2of2.bin", new byte[8]);

    ImportBed.Result result = bed.importModel(folder.resolve("g"));

    ModelManifest manifest = bed.manifest("g", "1.0.0");
    assertEquals(ModelRuntime.TFJS_GRAPH, manifest.runtime());
    assertEquals("x", manifest.inputs().get(0).name());
    assertEquals("Identity", manifest.outputs().get(0).name());
    assertShape("[dim_1, 3]", manifest.outputs().get(0));
    assertEquals(
        List.of("model.json", "a-shard1of2", "a-shard2of2.bin"),
        manifest.variants().get(0).artifacts().stream().map(a -> a.path()).toList());
    assertTrue(result.err().contains("a TF.js model cannot run on the JVM"), result.err());
    assertEquals(Task.TENSORS, manifest.task());
  }

  @Test
  void tfjsLayers_computesTheOutputShape() throws IOException {
    bed.write("l/model.json", TinyModels.utf8(TinyModels.LAYERS));
    bed.write("l/w.bin", new byte[24]);

    bed.importModel(folder.resolve("l/model.json"), "--task", "image-classification");

    ModelManifest manifest = bed.manifest("l", "1.0.0");
    assertEquals("conv_input", manifest.inputs().get(0).name());
    assertEquals("out/out", manifest.outputs().get(0).name());
    assertShape("[dim_1, 3]", manifest.outputs().get(0));
    assertEquals("uint8", manifest.variants().get(0).name());
    assertEquals(
        new ClassifierOutput("out/out", Activation.NONE, null), ClassifierOutput.of(manifest));
  }

  @Test
  void tfjsFunctional_keepsTheOrderOfItsEnds() throws IOException {
    bed.write("f/model.json", TinyModels.utf8(TinyModels.FUNCTIONAL));
    bed.write("f/w.bin", new byte[8]);

    ImportBed.Result result = bed.importModel(folder.resolve("f"));

    ModelManifest manifest = bed.manifest("f", "1.0.0");
    assertEquals(List.of("b", "a"), manifest.inputs().stream().map(i -> i.name()).toList());
    assertShape("[dim_2, 6]", manifest.outputs().get(0));
    assertTrue(result.err().contains("the output m1/m1 cannot be told"), result.err());
  }

  @Test
  void again_changesNothingUnlessForced() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    bed.importModel(file);
    Map<String, String> before = bed.files();
    Path blob = bed.models().resolve("index.json");
    var time = Files.getLastModifiedTime(blob);

    ImportBed.Result again = bed.importModel(file);
    assertTrue(again.out().startsWith("Already there, unchanged: m 1.0.0"), again.out());
    assertEquals(before, bed.files());
    assertEquals(time, Files.getLastModifiedTime(blob));

    bed.write("m.onnx", TinyModels.classifier("Sigmoid"));
    Path other = folder.resolve("m.onnx");
    ImportBed.Result refused = bed.tryImport(other);
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("a version never changes"), refused.err());
    assertEquals(before, bed.files());
    Path compressed = Files.writeString(bed.models().resolve("m/1.0.0/manifest.json.br"), "old");
    assertTrue(bed.importModel(other, "--force").out().startsWith("Replaced m 1.0.0"));
    assertFalse(Files.exists(compressed), "a server would send it in place of the new one");
  }

  @Test
  void nextVersion_keepsCanaryBlockedAndOrder() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    bed.importModel(file, "--name", "first");
    bed.importModel(file, "--name", "second");
    Path channels = bed.models().resolve("first/channels.json");
    Files.writeString(
        channels,
        new Channels("1.0.0", new Channels.Canary("1.5.0", 10), List.of("0.9.0")).toJson());

    bed.importModel(file, "--name", "first", "--version", "2.0.0", "--title", "New");

    assertEquals("2.0.0", channels("first").stable());
    assertNotNull(channels("first").canary());
    assertEquals(List.of("0.9.0"), channels("first").blocked());
    ModelIndex index = ModelIndex.parse(Files.readString(bed.models().resolve("index.json")));
    assertEquals(List.of("New", "Second"), index.models().stream().map(e -> e.title()).toList());
    bed.importModel(file, "--name", "first");
    assertEquals("2.0.0", channels("first").stable(), "an old version stays old");
    ImportBed.Result older = bed.importModel(file, "--name", "first", "--version", "1.10.0");
    assertEquals("2.0.0", channels("first").stable());
    assertTrue(older.err().contains("pages go on offering version 2.0.0"), older.err());
    bed.importModel(file, "--name", "first", "--version", "10.0.0");
    assertEquals("10.0.0", channels("first").stable());
    bed.assertRefused("is blocked in", file, "--name", "first", "--version", "0.9.0");
  }

  @Test
  void oneLogit_isSquashed_andLabelsAreAsManyAsTheRunGives() throws IOException {
    for (String classes : List.of("1", "classes")) {
      bed.write(
          "one.onnx",
          OnnxModels.model(
                  OnnxModels.graph(OnnxModels.node("ReduceMean", "y", "image"))
                      .addInput(OnnxModels.value("image", DataType.FLOAT, "1", "3", "8", "8"))
                      .addOutput(OnnxModels.value("y", DataType.FLOAT, "1", classes, "1", "1")))
              .build()
              .toByteArray());
      Path labels = bed.write("one.txt", "yes\n");
      bed.importModel(
          folder.resolve("one.onnx"),
          "--name=" + classes,
          "--task=image-classification",
          "--labels",
          labels);
    }
    for (String name : List.of("1", "classes")) {
      ClassifierOutput output = ClassifierOutput.of(bed.manifest(name, "1.0.0"));
      assertEquals(Activation.SIGMOID, output.activation());
    }
    bed.assertRefused(
        "There are 2 labels, and the output y has 1 classes when it is run",
        folder.resolve("one.onnx"),
        "--name=two",
        "--task=image-classification",
        "--labels",
        bed.write("two.txt", "no\nyes\n"));
  }

  @Test
  void corruptBlob_isReplaced() throws IOException {
    Path file = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    bed.importModel(file);
    ModelManifest manifest = bed.manifest("m", "1.0.0");
    String hash = manifest.variants().get(0).artifacts().get(0).shards().get(0).sha256();
    Path blob = bed.models().resolve("blobs").resolve(hash);
    byte[] bytes = Files.readAllBytes(blob);
    bytes[9] ^= 1;
    Files.write(blob, bytes);

    bed.importModel(file);

    bed.join(manifest.variants().get(0).artifacts().get(0));
  }

  @Test
  void usage_exitsWith2() {
    assertEquals(2, bed.run().exitCode());
    assertEquals(2, bed.run("import").exitCode());
    assertEquals(2, bed.tryImport("x.onnx", "--task", "poetry").exitCode());
    assertEquals(2, bed.tryImport("x.onnx", "--shard-size", "1B").exitCode());
    assertTrue(bed.tryImport("x", "--task", "poetry").err().contains("expected one of [image-"));
    assertTrue(bed.run("import", "--help").out().contains("--version"));
    assertTrue(bed.run("--version").out().matches("hearth \\d.*\\R"));
  }

  private Channels channels(String name) throws IOException {
    return Channels.parse(Files.readString(bed.models().resolve(name).resolve("channels.json")));
  }

  private static void assertShape(String expected, TensorInfo info) {
    assertEquals(info.name() + " float32" + expected, info.toString());
  }
}

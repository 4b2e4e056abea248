package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.cli.ImportBed.Result;
import dev.hearth.decode.Activation;
import dev.hearth.image.PerChannel;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import finds in a folder that nobody described. */
class FolderHintsTest {
  private static final String CONFIG =
      """
      {"architectures": ["ViTForImageClassification"], "model_type": "vit",
       "id2label": {"0": "cat", "1": "dog", "2": "bird"}, "label2id": {"cat": 0}}
      """;

  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  private static byte[] classifier(String output) {
    GraphProto.Builder graph =
        OnnxModels.graph(
                OnnxModels.node("Flatten", "flat", "pixel_values"),
                OnnxModels.node("MatMul", output, "flat", "w"))
            .addInput(OnnxModels.value("pixel_values", DataType.FLOAT, "batch", "3", "4", "5"))
            .addInitializer(OnnxModels.weights("w", 60, 3))
            .addOutput(OnnxModels.value(output, DataType.FLOAT, "batch", "3"));
    return OnnxModels.model(graph).build().toByteArray();
  }

  @Test
  void hubFolder_tellsTaskLabelsLicenceAndInput() throws IOException {
    bed.write("birds/onnx/model_quantized.onnx", classifier("other"));
    bed.write("birds/onnx/model_fp16.onnx", classifier("other"));
    bed.write("birds/onnx/model.onnx", classifier("logits"));
    bed.write("birds/config.json", TinyModels.utf8(CONFIG));
    bed.write("birds/README.md", TinyModels.utf8("---\ntags: x\nlicense: apache-2.0\n---\n# B\n"));
    bed.write(
        "birds/processor_config.json",
        TinyModels.utf8(
            """
            {"image_processor": {"image_processor_type": "ViTImageProcessor", "do_resize": true,
              "size": {"height": 4, "width": 5}, "do_normalize": true, "image_mean": [0.5],
              "image_std": [0.25], "do_rescale": true, "rescale_factor": 0.00392156862745098},
             "processor_class": "ViTProcessor"}
            """));

    Result result = bed.importModel(folder.resolve("birds"));

    ModelManifest manifest = bed.manifest("birds", "1.0.0");
    assertEquals(Task.IMAGE_CLASSIFICATION, manifest.task());
    assertEquals(List.of("cat", "dog", "bird"), manifest.labels());
    assertEquals("Apache-2.0", manifest.license());
    assertEquals(PerChannel.of(0.25), manifest.image().std());
    assertEquals(
        new ClassifierOutput("logits", Activation.SOFTMAX, null), ClassifierOutput.of(manifest));
    assertTrue(
        result.err().contains("image-classification, by ViTForImageClassification in config.json"),
        result.err());
  }

  @Test
  void suffixes_areChosenInTheirOrder_andOtherModelsNot() throws IOException {
    bed.write("m/model_q4.onnx", classifier("q4"));
    bed.write("m/model_fp16.onnx", classifier("half"));
    bed.importModel(folder.resolve("m"));
    assertEquals("half", bed.manifest("m", "1.0.0").outputs().get(0).name());

    bed.write("m/decoder_model.onnx", classifier("logits"));
    bed.assertRefused("holds 3 models; name one of", folder.resolve("m"));
  }

  @Test
  void problemType_isTheActivation_andAnAuthorIsRight() throws IOException {
    bed.write("m/model.onnx", classifier("logits"));
    bed.write(
        "m/config.json",
        TinyModels.utf8(
            CONFIG.replace(
                "\"label2id\"", "\"problem_type\": \"multi_label_classification\", \"x\"")));
    bed.importModel(folder.resolve("m"));
    assertEquals(Activation.SIGMOID, ClassifierOutput.of(bed.manifest("m", "1.0.0")).activation());

    bed.write("m/labels.txt", TinyModels.utf8("a\nb\nc\n"));
    bed.write("m/hearth.json", TinyModels.utf8("{\"license\": \"MIT\"}"));
    bed.importModel(folder.resolve("m"), "--version", "2.0.0");
    assertEquals(List.of("a", "b", "c"), bed.manifest("m", "2.0.0").labels());
    assertEquals("MIT", bed.manifest("m", "2.0.0").license());
    bed.importModel(folder.resolve("m"), "--version", "3.0.0", "--task", "tensors");
    assertEquals(Task.TENSORS, bed.manifest("m", "3.0.0").task());
  }

  @Test
  void unknownArchitecture_staysTensors_andSaysSo() throws IOException {
    bed.write("m/model.onnx", classifier("logits"));
    bed.write(
        "m/config.json", TinyModels.utf8(CONFIG.replace("ForImageClassification", "ForSomething")));
    Result result = bed.importModel(folder.resolve("m"));
    assertEquals(Task.TENSORS, bed.manifest("m", "1.0.0").task());
    assertTrue(result.err().contains("ViTForSomething in config.json is of no task"), result.err());
  }

  @Test
  void ultralyticsDetector_isReadFromItsProperties() throws IOException {
    GraphProto.Builder graph =
        OnnxModels.graph(
                OnnxModels.node("Flatten", "flat", "images"),
                OnnxModels.node("MatMul", "flatter", "flat", "w"),
                OnnxModels.node("Reshape", "output0", "flatter", "shape"))
            .addInput(OnnxModels.value("images", DataType.FLOAT, "1", "3", "8", "8"))
            .addInitializer(OnnxModels.weights("w", 192, 60))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("shape")
                    .setDataType(DataType.INT64_VALUE)
                    .addDims(3)
                    .addInt64Data(1)
                    .addInt64Data(6)
                    .addInt64Data(10))
            .addOutput(OnnxModels.value("output0", DataType.FLOAT, "1", "6", "10"));
    byte[] model =
        OnnxModels.model(graph)
            .addMetadataProps(property("task", "detect"))
            .addMetadataProps(property("stride", "32"))
            .addMetadataProps(property("imgsz", "[8, 8]"))
            .addMetadataProps(property("names", "{0: 'person', 1: 'teddy bear'}"))
            .addMetadataProps(
                property("license", "AGPL-3.0 License (https://ultralytics.com/license)"))
            .addMetadataProps(property("description", "Ultralytics YOLOv8n model"))
            .build()
            .toByteArray();
    bed.importModel(bed.write("yolo.onnx", model));
    ModelManifest manifest = bed.manifest("yolo", "1.0.0");
    assertEquals(Task.OBJECT_DETECTION, manifest.task());
    assertEquals(List.of("person", "teddy bear"), manifest.labels());
    assertEquals("AGPL-3.0", manifest.license());
    assertEquals("Ultralytics YOLOv8n model", manifest.description());
    assertEquals(PerChannel.of(114), manifest.image().framing().color());
    assertEquals(8, manifest.image().width());
  }

  private static StringStringEntryProto property(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void inspect_tellsTheSameWithReasons() throws IOException {
    bed.write("birds/onnx/model.onnx", classifier("logits"));
    bed.write("birds/config.json", TinyModels.utf8(CONFIG));
    Result result = bed.run("inspect", folder.resolve("birds"), "--json");
    assertEquals(0, result.exitCode(), result.err());
    JsonNode found = JsonOutput.JSON.readTree(result.out());
    assertEquals("image-classification", found.at("/import/task").asText());
    assertEquals("birds", found.at("/import/name").asText());
    assertEquals("bird", found.at("/import/labels/2").asText());
    assertEquals(1, found.at("/model/operators/MatMul").asInt());
    assertEquals(180, found.at("/model/parameters").asInt());
    assertEquals(13, found.at("/model/opsets/ai.onnx").asInt());
    assertTrue(found.at("/model/providers/wasm/runs").asBoolean());
    assertEquals("[\"batch\",3,4,5]", found.at("/model/inputs/0/shape").toString());
    String text = bed.run("inspect", folder.resolve("birds")).out();
    assertTrue(text.contains("because     the task is image-classification, by ViTFor"), text);

    bed.importModel(folder.resolve("birds"));
    JsonNode kept =
        JsonOutput.JSON.readTree(bed.run("inspect", bed.models().resolve("birds"), "--json").out());
    assertEquals("package", kept.path("kind").asText());
    assertEquals("image-classification", kept.at("/package/task").asText());
    assertEquals(1, kept.at("/model/operators/MatMul").asInt());
  }
}

package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models in the zip that they were downloaded in. */
class ZippedModelTest {
  private static final Path KERAS = Path.of("src/test/resources/keras/conv.keras");
  private static final String METADATA =
      """
      {"packageName": "@teachablemachine/image", "grayscale": true,
       "labels": ["Cat", "Dog", "None"], "imageSize": 5}
      """;

  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  private Path zip(String name, Map<String, byte[]> files) throws IOException {
    return bed.write(name, Zips.of(new TreeMap<>(files)));
  }

  /** Returns the files of a Teachable Machine export, each after a folder's name. */
  private static Map<String, byte[]> teachable(String in) {
    return Map.of(
        in + "model.json", TinyModels.utf8(TinyModels.LAYERS),
        in + "w.bin", new byte[24],
        in + "metadata.json", TinyModels.utf8(METADATA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "export/", "a/b/"})
  void teachableMachine_isImportedByTheZipsName(String in) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(teachable(in));
    files.put("__MACOSX/._model.json", new byte[10]);
    files.put(in + ".DS_Store", new byte[10]);
    bed.importModel(zip("tm-my-image-model.zip", files));

    ModelManifest manifest = bed.manifest("tm-my-image-model", "1.0.0");
    assertEquals(Task.IMAGE_CLASSIFICATION, manifest.task());
    assertEquals(List.of("Cat", "Dog", "None"), manifest.labels());
    assertEquals(
        List.of("model.json", "w.bin"),
        manifest.variants().get(0).artifacts().stream().map(Artifact::path).toList());
  }

  @Test
  void zip_givesWhatItsFolderGives() throws IOException {
    for (Map.Entry<String, byte[]> file : teachable("tm/").entrySet()) {
      bed.write(file.getKey(), file.getValue());
    }
    bed.importModel(folder.resolve("tm"));
    Map<String, String> ofFolder = bed.files();
    ImportBed other = new ImportBed(folder.resolve("other"));
    other.importModel(zip("tm.zip", teachable("")));

    assertEquals(ofFolder, other.files());
  }

  @Test
  void modelInAFolderBesideOthers_isFound() throws IOException {
    Map<String, byte[]> files = new TreeMap<>(teachable("export/"));
    files.put("notes/READ.me", new byte[10]);
    bed.importModel(zip("more.zip", files));

    assertEquals(3, bed.manifest("more", "1.0.0").labels().size());
  }

  @Test
  void onnxWithExternalData_isImported() throws IOException {
    TensorProto.Builder weights =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(600)
            .addDims(3)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", "net.data"));
    ModelProto.Builder model = ModelProto.parseFrom(TinyModels.classifier("Softmax")).toBuilder();
    model.getGraphBuilder().clearInitializer().addInitializer(weights);
    byte[] data = new byte[600 * 3 * 4];
    data[2] = 7;
    byte[] main = model.build().toByteArray();
    bed.importModel(zip("my net.zip", Map.of("net.onnx", main, "net.data", data)));

    List<Artifact> files = bed.manifest("my-net", "1.0.0").variants().get(0).artifacts();
    assertEquals(List.of("net.onnx", "net.data"), files.stream().map(Artifact::path).toList());
    assertArrayEquals(data, bed.join(files.get(1)));
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void huggingFaceFolder_isReadWithItsConfig() throws IOException {
    String config =
        """
        {"architectures": ["ViTForImageClassification"], "problem_type":
         "single_label_classification", "id2label": {"0": "cat", "1": "dog", "2": "cow"}}
        """;
    byte[] model = TinyModels.classifier("Softmax");
    for (String in : List.of("", "vit/")) {
      Map<String, byte[]> files =
          Map.of(
              in + "config.json", TinyModels.utf8(config),
              in + "onnx/model.onnx", model,
              in + "onnx/model_fp16.onnx", model);
      bed.importModel(zip("vit-tiny.zip", files), "--task", "image-classification");

      ModelManifest manifest = bed.manifest("vit-tiny", "1.0.0");
      assertEquals(List.of("cat", "dog", "cow"), manifest.labels());
    }
  }

  @Test
  void keras_staysKerasUnderAnyName_andInAZip() throws IOException {
    byte[] keras = Files.readAllBytes(KERAS);
    ImportBed.Result result = bed.importModel(bed.write("renamed.zip", keras));
    assertTrue(result.out().contains("Keras"), result.out());

    result = bed.importModel(zip("zipped.zip", Map.of("conv.keras", keras)));
    assertTrue(result.out().contains("Keras"), result.out());
    assertEquals("zipped", bed.manifest("zipped", "1.0.0").name());
  }

  @Test
  void inspect_readsAZipToo() throws IOException {
    Path zip = zip("tm-my-image-model.zip", teachable(""));
    String out = bed.run("inspect", zip, "--json").out();

    JsonNode told = new ObjectMapper().readTree(out);
    assertEquals(zip.toString(), told.path("path").asText(), out);
    assertEquals("tm-my-image-model", told.path("import").path("name").asText(), out);
    assertEquals(out, bed.run("inspect", zip, "--json").out());
  }
}

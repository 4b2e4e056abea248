package dev.hearth.model.keras;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KerasReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Scratch scratch = new Scratch();
  @TempDir private Path folder;

  @AfterEach
  void clean() throws IOException {
    scratch.close();
  }

  private SourceModel read(String name, byte[] bytes) throws IOException {
    return KerasReader.read(Files.write(folder.resolve(name), bytes), scratch);
  }

  private void assertRefused(String sentence, String name, byte[] bytes) {
    BadInputException e = assertThrows(BadInputException.class, () -> read(name, bytes));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv.keras", "conv.h5"})
  void weights_haveTheNamesAndValuesThatTfjsLooksFor(String name) throws IOException {
    SourceModel model = read(name, KerasFiles.resource(name));

    JsonNode expected = JSON.readTree(KerasFiles.resource("conv.weights.json"));
    Path weights = SourceFile.all(model).get(1).file();
    ByteBuffer values = ByteBuffer.wrap(Files.readAllBytes(weights)).order(ByteOrder.LITTLE_ENDIAN);
    List<String> names = new ArrayList<>();
    for (JsonNode weight :
        JSON.readTree(SourceFile.main(model).toFile()).at("/weightsManifest/0/weights")) {
      names.add(weight.get("name").asText());
      for (JsonNode value : expected.get(weight.get("name").asText())) {
        assertEquals((float) value.asDouble(), values.getFloat(), weight.toString());
      }
    }
    assertEquals(
        List.of(
            "first/kernel",
            "first/bias",
            "norm/gamma",
            "norm/beta",
            "norm/moving_mean",
            "norm/moving_variance",
            "inner_dense/kernel",
            "inner_dense/bias",
            "out/kernel",
            "out/bias"),
        names);
    assertFalse(values.hasRemaining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv.keras", "conv.h5"})
  void topology_isWhatTfjsReads(String name) throws IOException {
    SourceModel model = read(name, KerasFiles.resource(name));

    assertEquals(ModelRuntime.TFJS_LAYERS, model.runtime());
    assertTrue(model.format().startsWith("Keras 3.15.1 "), model.format());
    assertEquals("picture float32[dim_0, 6, 6, 3]", model.inputs().get(0).toString());
    assertEquals("out/out float32[dim_1, 3]", model.outputs().get(0).toString());
    assertEquals(1, model.probabilities().size());
    String text = Files.readString(SourceFile.main(model));
    for (String gone : List.of("L2", "DTypePolicy", "__keras_tensor__", "batch_shape", "module")) {
      assertFalse(text.contains("\"" + gone + "\""), gone);
    }
    JsonNode config = JSON.readTree(text).at("/modelTopology/model_config/config");
    assertEquals("[null,6,6,3]", config.at("/layers/0/config/batch_input_shape").toString());
    assertEquals("[[[\"picture\",0,0]]]", config.at("/layers/1/inbound_nodes").toString());
    assertEquals("Dropout", config.at("/layers/5/class_name").asText());
    assertEquals("[[[\"inner\",1,0]]]", config.at("/layers/8/inbound_nodes").toString());
    assertEquals("[[\"out\",0,0]]", config.get("output_layers").toString());
  }

  @Test
  void twoReadings_giveTheSameBytes() throws IOException {
    SourceModel one = read("conv.keras", KerasFiles.resource("conv.keras"));
    SourceModel other = read("conv.keras", KerasFiles.resource("conv.keras"));

    for (int i = 0; i < 2; i++) {
      assertEquals(
          -1,
          Files.mismatch(SourceFile.all(one).get(i).file(), SourceFile.all(other).get(i).file()),
          "file " + i);
    }
  }

  @Test
  void realModels_keepEveryWeight() throws IOException {
    for (String name : List.of("cifar10-resnet8", "streaming-wakeword")) {
      Path file = TestData.path("keras-h5/" + name + "/" + name + ".h5");
      SourceModel model = KerasReader.read(file, scratch);
      long found = model.files().get(1).bytes();
      long expected = 0;
      try (Hdf5 hdf5 = Hdf5.open(file)) {
        for (String layer : hdf5.texts("model_weights", "layer_names")) {
          for (String weight : hdf5.texts("model_weights/" + layer, "weight_names")) {
            long elements = 1;
            for (int size : hdf5.shape("model_weights/" + layer + "/" + weight)) {
              elements *= size;
            }
            expected += elements * Float.BYTES;
          }
        }
      }
      assertEquals(expected, found, name);
      assertTrue(found > 190_000, name);
      assertTrue(model.shapeless().isEmpty(), name);
    }
  }

  @Test
  void layersThatTfjsHasNot_areNamed() throws IOException {
    String config = KerasFiles.config();
    String dropout = "\"class_name\": \"Dropout\"";
    String relu = "\"class_name\": \"ReLU\"";
    assertRefused(
        "drop (Lambda, which is Python code)",
        "l.keras",
        KerasFiles.archive(config.replace(dropout, "\"class_name\": \"Lambda\"")));
    assertRefused(
        "drop (MyLayer)",
        "c.keras",
        KerasFiles.archive(config.replace(dropout, "\"class_name\": \"MyLayer\"")));
    assertRefused(
        "relu (Attention)",
        "a.keras",
        KerasFiles.archive(config.replace(relu, "\"class_name\": \"Attention\"")));
    assertRefused(
        "first (Conv2D with groups)",
        "g.keras",
        KerasFiles.archive(config.replace("\"groups\": 1", "\"groups\": 2")));
    assertRefused(
        "a model of the class Own",
        "o.keras",
        KerasFiles.archive(
            config.replaceFirst("\"class_name\": \"Functional\"", "\"class_name\": \"Own\"")));
    assertRefused(
        "out (activation hard_sigmoid)",
        "h.keras",
        KerasFiles.archive(config.replace("\"softmax\"", "\"hard_sigmoid\"")));
  }

  @Test
  void sequentialWithoutBuild_isRefused() throws IOException {
    String config =
        """
        {"class_name": "Sequential", "config": {"name": "s", "layers": [
          {"class_name": "Dense", "config": {"name": "d", "units": 2}}]}}
        """;
    assertRefused("saved before it was built", "s.keras", KerasFiles.archive(config));
  }

  @Test
  void weightsOfOtherShapes_areRefused() throws IOException {
    String config = KerasFiles.config().replace("\"units\": 3", "\"units\": 4");
    assertRefused("has the shape [5, 3], expected [?, 4]", "u.keras", KerasFiles.archive(config));
  }

  @Test
  void moreDataThanTheFileCanHold_isRefused() throws IOException {
    byte[] file = KerasFiles.resource("conv.h5");
    byte[] kernel = dimensions(3, 3, 3, 4);
    int at = KerasFiles.indexOf(file, kernel, 0);
    System.arraycopy(dimensions(3, 3, 1_000_000_000, 4), 0, file, at, kernel.length);
    assertRefused("more than a file of this size can hold", "huge.h5", file);
  }

  private static byte[] dimensions(long... sizes) {
    ByteBuffer out = ByteBuffer.allocate(8 * sizes.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long size : sizes) {
      out.putLong(size);
    }
    return out.array();
  }

  @Test
  void treeThatIsItsOwnBranch_isRefused() throws IOException {
    byte[] file = KerasFiles.resource("conv.h5");
    int tree = KerasFiles.indexOf(file, new byte[] {'T', 'R', 'E', 'E', 0}, 0);
    file[tree + 5] = 1; // No leaf,
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(tree + 32, tree);
    assertRefused("is not a whole HDF5 file", "loop.h5", file);
  }

  @Test
  void namesThatLeadOutOfTheArchive_areRefused() throws IOException {
    byte[] config = KerasFiles.config().getBytes(UTF_8);
    for (String name : List.of("../evil", "/evil", "a/../../evil", "..\\evil")) {
      assertRefused(
          "whose name leads out of the archive",
          "slip.keras",
          KerasFiles.zip(Map.of("config.json", config, name, new byte[1])));
    }
    assertFalse(Files.exists(folder.resolveSibling("evil")));
  }

  @Test
  void filesOfAnotherKind_areRefused() throws IOException {
    assertRefused("is empty (0 bytes)", "e.keras", new byte[0]);
    assertRefused("it looks like an HTML", "x.h5", "<html>".getBytes(UTF_8));
    assertRefused(
        "no model.weights.h5",
        "w.keras",
        KerasFiles.zip(Map.of("config.json", KerasFiles.entry("config.json"))));
    assertRefused("holds weights only", "only.h5", KerasFiles.entry("model.weights.h5"));
    byte[] whole = KerasFiles.resource("conv.h5");
    assertRefused("is cut short", "cut.h5", Arrays.copyOf(whole, whole.length - 1));
    byte[] config = KerasFiles.entry("config.json");
    config[0] = 'x';
    assertRefused(
        "config.json that is not valid JSON",
        "j.keras",
        KerasFiles.zip(Map.of("config.json", config)));
  }

  @Test
  void readingWithoutEnd_isStopped() throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[1]);
    try (var channel = java.nio.channels.FileChannel.open(file)) {
      assertThrows(
          java.io.UncheckedIOException.class,
          () ->
              CpuLimit.within(
                  1,
                  () -> {
                    try {
                      while (channel.read(ByteBuffer.allocate(1), 0) >= 0) {
                        Thread.onSpinWait();
                      }
                      return "";
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }));
    }
    assertFalse(Thread.currentThread().isInterrupted());
  }
}

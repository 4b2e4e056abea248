package dev.hearth.e2e;

import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openqa.selenium.json.Json;

/**
 * A copy of the built site with a page that uses hearth.js at {@code /trial/}, sounds, and whatever
 * a test breaks.
 */
final class TrialSite {
  private static final int BIG = 2 << 20;

  private static final String MNIST =
      """
      {
        "preprocessing": {"image": {"width": 28, "height": 28, "color": "grey", "fit": "stretch",
          "scale": 1, "layout": "NCHW"}},
        "postprocessing": {"output": "Plus214_Output_0", "activation": "softmax"}
      }
      """;

  private final Path root;

  private TrialSite(Path root) {
    this.root = root;
  }

  static TrialSite create(Path root) throws IOException {
    SiteCopy.copy(SiteCopy.built(), root);
    // They would be served instead of what a test changes.
    delete(root, path -> path.endsWith(".br") || path.endsWith(".gz"));
    SiteCopy.copy(Path.of("src/test/resources/trial"), root.resolve("trial"));
    for (int digit = 0; digit <= 9; digit++) {
      SiteCopy.copy(
          TestData.path("audio/fsdd/" + digit + "_jackson_0.wav"),
          root.resolve("sounds/" + digit + ".wav"));
    }
    for (String digit : List.of("2_60001", "3_60018", "5_60015", "4_60004", "7_60000", "8_60061")) {
      SiteCopy.copy(
          TestData.path("images/mnist/" + digit + ".png"),
          root.resolve("digits/" + digit.charAt(0) + ".png"));
    }
    return new TrialSite(root);
  }

  Path root() {
    return root;
  }

  /**
   * Imports the MNIST model of the ONNX model zoo, whose shapes are fixed: onnxruntime-web takes no
   * other on WebGL.
   */
  void addMnist(Path folder) throws IOException {
    Path mnist = TestData.path("onnx/mnist-8");
    HearthTool.run(
        "import",
        "--out=" + root.resolve("models"),
        "--task=image-classification",
        "--labels=" + Files.write(folder.resolve("labels.txt"), List.of("0123456789".split(""))),
        "--describe=" + Files.writeString(folder.resolve("mnist.json"), MNIST),
        "--golden=" + mnist.resolve("mnist-8.golden.json"),
        mnist);
  }

  /** Something done to a file. */
  interface Change {
    byte[] of(byte[] bytes);
  }

  /**
   * Copies the runtimes for {@code configure({base: '/broken/NAME/'})}.
   *
   * @return the folder that has {@code runtimes.json}
   */
  Path runtimes(String name) throws IOException {
    Path vendor = root.resolve("broken/" + name + "/vendor");
    SiteCopy.copy(root.resolve("vendor"), vendor);
    delete(vendor, path -> path.contains("asyncify"));
    return vendor;
  }

  private static void delete(Path folder, Predicate<String> isUnwanted) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> isUnwanted.test(file.toString())).toList()) {
        Files.delete(file);
      }
    }
  }

  static void change(Path file, Change change) throws IOException {
    Files.write(file, change.of(Files.readAllBytes(file)));
  }

  /** Replaces text in a file, where it must be. */
  static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new AssertionError(file + " has no " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }

  /** Copies a model of the site under another name, and returns its manifest to change. */
  Path model(String name, String copy) throws IOException {
    Path folder = SiteCopy.copy(root.resolve("models/" + name), root.resolve("models/" + copy));
    return folder.resolve("1.0.0/manifest.json");
  }

  /**
   * Copies a model so that it counts as one that is worth a GPU: with a file of 2 MiB that no
   * runtime reads.
   */
  Path bigModel(String name, String copy) throws IOException {
    Path manifest = model(name, copy);
    Map<String, Object> shard = Map.of("sha256", blob(new byte[BIG]), "bytes", BIG);
    edit(
        manifest,
        json -> {
          Map<String, Object> variant = object(list(json, "variants").get(0));
          list(variant, "artifacts").add(Map.of("path", "padding.bin", "shards", List.of(shard)));
        });
    return manifest;
  }

  /**
   * Adds a file of several shards to each variant of a model: one that no runtime reads.
   *
   * @return the shards' names, in order
   */
  List<String> addShards(Path manifest, List<byte[]> contents) throws IOException {
    List<String> names = new ArrayList<>();
    List<Object> shards = new ArrayList<>();
    for (byte[] bytes : contents) {
      names.add(blob(bytes));
      shards.add(Map.of("sha256", blob(bytes), "bytes", bytes.length));
    }
    edit(
        manifest,
        json -> {
          for (Object variant : list(json, "variants")) {
            list(object(variant), "artifacts").add(Map.of("path", "padding.bin", "shards", shards));
          }
        });
    return names;
  }

  /** Changes a JSON file. */
  static void edit(Path file, Consumer<Map<String, Object>> change) throws IOException {
    Map<String, Object> json = new Json().toType(Files.readString(file), Json.MAP_TYPE);
    change.accept(json);
    Files.writeString(file, new Json().toJson(json));
  }

  @SuppressWarnings("unchecked") // What JSON is made of.
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // What JSON is made of.
  static List<Object> list(Map<String, Object> from, String key) {
    return (List<Object>) from.get(key);
  }

  /** Adds bytes to the models' blobs and returns their name. */
  String blob(byte[] bytes) throws IOException {
    try {
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      Files.write(root.resolve("models/blobs/" + sha256), bytes);
      return sha256;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes the values that a model's goldens expect. */
  void changeGoldens(Path manifest, Change change) throws IOException {
    edit(
        manifest,
        json -> {
          Map<String, Object> data = object(object(json.get("goldens")).get("data"));
          Map<String, Object> shard = object(list(data, "shards").get(0));
          try {
            Path blob = root.resolve("models/blobs/" + shard.get("sha256"));
            shard.put("sha256", blob(change.of(Files.readAllBytes(blob))));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}

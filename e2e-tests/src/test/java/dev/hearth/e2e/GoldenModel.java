package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.json.Json;

/**
 * A model of the test data with a file of golden cases.
 *
 * @param name such as {@code onnx/mnist-8}
 * @param folder below the test data, such as {@code onnx/mnist-8}
 * @param files the model's own files, and what else lies beside them
 * @param golden the file of golden cases
 * @param cases how many there are
 * @param values how many numbers their outputs have together
 * @param bytes size of the graph and of what its cases feed and fetch
 */
record GoldenModel(
    String name,
    String folder,
    List<String> files,
    String golden,
    int cases,
    long values,
    long bytes) {
  /** The folders of the test data that have models with goldens that browsers run. */
  static final List<String> GROUPS = List.of("conformance", "onnx", "tfjs");

  private static final String SUFFIX = ".golden.json";

  /** Returns all there are, in the order of their names. */
  static List<GoldenModel> all() {
    List<GoldenModel> out = new ArrayList<>();
    for (String group : GROUPS) {
      for (Path folder : list(TestData.path(group))) {
        List<Path> files = list(folder).stream().filter(Files::isRegularFile).toList();
        for (Path file : files) {
          if (file.toString().endsWith(SUFFIX)) {
            out.add(read(group, folder, file, files));
          }
        }
      }
    }
    return out;
  }

  private static GoldenModel read(String group, Path folder, Path file, List<Path> files) {
    Map<String, Object> golden = json(file);
    long values = 0;
    List<?> cases = (List<?>) golden.get("cases");
    for (Object one : cases) {
      for (Object output : (List<?>) ((Map<?, ?>) one).get("outputs")) {
        values += elements((List<?>) ((Map<?, ?>) output).get("shape"));
      }
    }
    String name = file.getFileName().toString();
    return new GoldenModel(
        group + "/" + name.substring(0, name.length() - SUFFIX.length()),
        group + "/" + folder.getFileName(),
        files.stream()
            .map(path -> path.getFileName().toString())
            .filter(path -> !path.contains(".golden."))
            .toList(),
        name,
        cases.size(),
        values,
        size(folder, golden.get("model")) + size(folder, golden.get("bin")));
  }

  private static long elements(List<?> shape) {
    long elements = 1;
    for (Object size : shape) {
      elements *= ((Number) size).longValue();
    }
    return elements;
  }

  private static Map<String, Object> json(Path file) {
    try {
      Map<String, Object> golden = new Json().toType(Files.readString(file), Json.MAP_TYPE);
      assertEquals("golden/1", golden.get("schema"), file.toString());
      return golden;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path folder, Object name) {
    try {
      return Files.size(folder.resolve(name.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where the page finds it, as goldens.js wants it. */
  Map<String, Object> job() {
    return Map.of("folder", "/testdata/" + folder, "files", files, "golden", golden);
  }

  @Override
  public String toString() {
    return name;
  }
}

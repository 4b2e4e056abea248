package dev.hearth.e2e;

import dev.hearth.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A small site with the built site's runtimes and headers, to try both without the app. */
final class HarnessSite {
  private HarnessSite() {}

  /** Writes the site into an empty folder. */
  static Path create(Path folder) throws IOException {
    Path built = Path.of(System.getProperty("hearth.site", "../static-site/target/site"));
    copy(built.resolve("vendor"), folder.resolve("vendor"));
    copy(built.resolve("_headers"), folder.resolve("_headers"));
    copy(Path.of("src/test/resources/harness"), folder);
    copy(TestData.path("onnx/matmul/matmul.onnx"), folder.resolve("matmul.onnx"));
    copy(TestData.path("tfjs/graph-matmul"), folder.resolve("graph-matmul"));
    copy(TestData.path("tfjs/abalone"), folder.resolve("abalone"));
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                Path target = to.resolve(from.relativize(file).toString());
                Path written = from.equals(file) ? to : target;
                try {
                  Files.createDirectories(written.toAbsolutePath().getParent());
                  Files.write(written, Files.readAllBytes(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}

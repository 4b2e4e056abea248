package dev.hearth.e2e;

import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;

/** A small site with the built site's runtimes and headers, to try both without the app. */
final class HarnessSite {
  private HarnessSite() {}

  /** Writes the site into an empty folder. */
  static Path create(Path folder) throws IOException {
    Path built = SiteCopy.built();
    SiteCopy.copy(built.resolve("vendor"), folder.resolve("vendor"));
    SiteCopy.copy(built.resolve("_headers"), folder.resolve("_headers"));
    SiteCopy.copy(Path.of("src/test/resources/harness"), folder);
    SiteCopy.copy(TestData.path("onnx/matmul/matmul.onnx"), folder.resolve("matmul.onnx"));
    SiteCopy.copy(TestData.path("tfjs/graph-matmul"), folder.resolve("graph-matmul"));
    SiteCopy.copy(TestData.path("tfjs/abalone"), folder.resolve("abalone"));
    return folder;
  }
}

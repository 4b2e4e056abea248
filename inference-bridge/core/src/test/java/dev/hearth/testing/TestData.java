package dev.hearth.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The real models, pictures and sounds that are not part of the project.
 *
 * <p>The property {@code hearth.testdata} names their folder. Where it is absent the calling test
 * is skipped and says so; with {@code hearth.testdata.required=true}, as on CI, it fails.
 */
public final class TestData {
  private TestData() {}

  /** Returns a file or folder of the shared test data, by its path relative to that folder. */
  public static Path path(String relative) {
    return existing(root().resolve(relative));
  }

  /** Returns a file or folder of the training data, which lies beside the test data. */
  public static Path training(String relative) {
    return existing(root().resolveSibling("training").resolve(relative));
  }

  private static Path root() {
    return Path.of(System.getProperty("hearth.testdata", "../shared/testdata"))
        .toAbsolutePath()
        .normalize();
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      String message = "Needs " + path + ": set -Dhearth.testdata to the folder that has it.";
      if (Boolean.getBoolean("hearth.testdata.required")) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
    return path;
  }
}

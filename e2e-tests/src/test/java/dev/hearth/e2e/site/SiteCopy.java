package dev.hearth.e2e.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The built site, and copies of it or of parts. */
public final class SiteCopy {
  private SiteCopy() {}

  /** Returns the site that the build made. */
  public static Path built() {
    return Path.of(System.getProperty("hearth.site", "../static-site/target/site"));
  }

  /** Copies a file or a folder with all it holds. */
  public static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.filter(Files::isRegularFile).forEach(file -> copyFile(file, target(from, file, to)));
    }
    return to;
  }

  private static Path target(Path from, Path file, Path to) {
    return from.equals(file) ? to : to.resolve(from.relativize(file).toString());
  }

  private static void copyFile(Path from, Path to) {
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

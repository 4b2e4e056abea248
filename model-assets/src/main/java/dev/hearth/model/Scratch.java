package dev.hearth.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder for what is made of a model on its way; it comes with its first use, and goes. */
public final class Scratch implements AutoCloseable {
  private @Nullable Path folder;
  private int made;

  /** Returns a new empty folder. */
  public Path folder() throws IOException {
    Path all = folder;
    if (all == null) {
      all = Files.createTempDirectory("hearth-");
      folder = all;
    }
    return Files.createDirectory(all.resolve(Integer.toString(made++)));
  }

  /** Removes all folders. */
  @Override
  public void close() throws IOException {
    if (folder != null) {
      delete(folder);
    }
  }

  /** Removes a folder and all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }
}

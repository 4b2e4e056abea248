package dev.hearth.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders for what is made on the way; they go with it, also when the program is interrupted. */
public final class Scratch implements AutoCloseable {
  private static final String PREFIX = "hearth-";
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Scratch::interrupted)));
  }

  private @Nullable Path folder;
  private int made;

  /** Returns a new empty folder. */
  public Path folder() throws IOException {
    Path all = folder;
    if (all == null) {
      all = made(Files.createTempDirectory(PREFIX));
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

  /** Returns a message without the folder that a file was made in: it is gone by then. */
  public static String bare(String message) {
    String folder = Path.of(System.getProperty("java.io.tmpdir"), PREFIX).toString();
    return message.replaceAll(Pattern.quote(folder) + "\\d+[/\\\\]\\d+[/\\\\]", "");
  }

  /** Has a folder removed if the program ends before {@link #delete} is called. */
  public static Path made(Path folder) {
    OPEN.add(folder);
    return folder;
  }

  /** Removes a folder, if it is there, and all that is in it. */
  public static void delete(Path folder) throws IOException {
    OPEN.remove(folder);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The thread that was interrupted may still add files: a second time gets those. */
  private static void interrupted(Path folder) {
    for (int i = 0; i < 3 && Files.exists(folder); i++) {
      try {
        delete(folder);
      } catch (IOException | UncheckedIOException e) {
        System.err.println("hearth: could not remove " + folder + ": " + e.getMessage());
      }
    }
  }
}

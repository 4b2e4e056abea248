package dev.hearth.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A file of a model.
 *
 * @param path its path inside the model, with {@code /}
 * @param file where it lies
 * @param bytes its size
 */
public record SourceFile(String path, Path file, long bytes) {

  /**
   * Returns a file that a model names.
   *
   * @param who what names it, for messages
   * @throws BadInputException if the path leaves the folder, or there is no such file, or it is
   *     empty
   */
  public static SourceFile beside(Path folder, String path, String who) throws IOException {
    if (!staysInside(path)) {
      throw new BadInputException(
          who
              + " names the file "
              + path
              + "; expected a relative path without .. so that a package holds all of the model");
    }
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          who + " needs the file " + path + " beside it, and there is none in " + folder);
    }
    if (!file.toRealPath().startsWith(folder.toRealPath())) {
      throw new BadInputException(
          who
              + " names the file "
              + path
              + ", a link out of its folder; give a folder that holds the file itself, as cp -L"
              + " makes it");
    }
    return of(path, file);
  }

  /** Returns a file by its path inside the model and its place. */
  public static SourceFile of(String path, Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes == 0) {
      throw new BadInputException(file + " is empty (0 bytes)");
    }
    return new SourceFile(path, file, bytes);
  }

  private static boolean staysInside(String path) {
    if (path.isEmpty() || path.startsWith("/") || path.contains("\\") || path.contains(":")) {
      return false;
    }
    for (String step : path.split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        return false;
      }
    }
    return path.indexOf('\0') < 0;
  }

  /** Returns the folder a model's file lies in, also where the path has none. */
  public static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (parent == null || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException("Expected a file, found " + file);
    }
    return parent;
  }
}

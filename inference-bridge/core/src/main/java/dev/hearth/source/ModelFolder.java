package dev.hearth.source;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder that has a model's files, on a disk or in a browser. */
public interface ModelFolder {
  /** Returns where it lies, for messages. */
  String place();

  /** Returns its name, or null where it has none. */
  @Nullable String name();

  /**
   * Returns a file by its path below this folder, or null if there is none.
   *
   * @throws BadInputException if it is a link that leads out of the folder
   */
  @Nullable ModelFile find(String path) throws IOException;

  /** Returns the files directly inside, by their names' order. */
  List<ModelFile> files() throws IOException;

  /** Returns the folder of a name directly inside, or null if there is none. */
  @Nullable ModelFolder inner(String name) throws IOException;

  /** Returns the folder above, or null where nothing is known of it. */
  @Nullable ModelFolder above();

  /**
   * Returns a file that a model names.
   *
   * @param who what names it, for messages
   * @throws BadInputException if the path leaves the folder, or there is no such file, or it is
   *     empty
   */
  default ModelFile named(String path, String who) throws IOException {
    if (!staysInside(path)) {
      throw new BadInputException(
          who
              + " names the file "
              + path
              + "; expected a relative path without .. so that a package holds all of the model");
    }
    ModelFile file = find(path);
    if (file == null) {
      throw new BadInputException(
          who + " needs the file " + path + " beside it, and there is none in " + place());
    }
    if (file.bytes() == 0) {
      throw new BadInputException(file.place() + " is empty (0 bytes)");
    }
    return file;
  }

  private static boolean staysInside(String path) {
    if (path.isEmpty() || path.startsWith("/") || path.contains("\\") || path.contains(":")) {
      return false;
    }
    String steps = "/" + path + "/";
    return !steps.contains("//")
        && !steps.contains("/./")
        && !steps.contains("/../")
        && path.indexOf('\0') < 0;
  }
}

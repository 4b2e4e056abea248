package dev.hearth.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Recognises files that are often taken for a model, by their first bytes. */
public final class FileKind {
  private static final int HEAD = 64;

  private FileKind() {}

  /** Returns words for what a file seems to be, or {@code not ...} where nothing is known. */
  public static String describe(ModelFile file) throws IOException {
    byte[] head = file.read(0, HEAD);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("\u0089HDF")) {
      return "an HDF5 file, as Keras writes";
    } else if (text.startsWith("PK")) {
      return "a zip archive";
    } else if (text.startsWith("\u001f\u008b")) {
      return "a gzip archive";
    } else if (text.startsWith("\u0089PNG") || text.startsWith("\u00ff\u00d8\u00ff")) {
      return "a picture";
    } else if (text.startsWith("TFL3", 4)) {
      return "a TensorFlow Lite model";
    } else if (text.startsWith("\u0080\u0002") || text.startsWith("\u0080\u0004")) {
      return "a Python pickle";
    } else if (start.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, not the file itself (run git lfs pull)";
    } else if (start.startsWith("<")) {
      return "an HTML or XML page";
    } else if (start.startsWith("{")) {
      return "JSON";
    }
    return "something else, or cut short";
  }
}

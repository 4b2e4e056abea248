package dev.hearth.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A file of a model, on a disk or in a browser. */
public interface ModelFile {
  /** The most bytes that a file of text has. */
  long MAX_TEXT_BYTES = 256L << 20;

  /** Returns its path inside the model, with {@code /}. */
  String path();

  /** Returns where it lies, for messages. */
  String place();

  /** Returns its size. */
  long bytes();

  /**
   * Returns some of its bytes, fewer than asked for where the file ends before.
   *
   * @throws IOException if it cannot be read
   */
  byte[] read(long offset, int length) throws IOException;

  /**
   * Returns all of it as text.
   *
   * @param what names the kind of file in errors, such as {@code labels}
   * @throws BadInputException if it is too large, or not UTF-8
   */
  default String text(String what) throws IOException {
    if (bytes() > MAX_TEXT_BYTES) {
      throw new BadInputException(
          "The " + what + " file " + place() + " has " + bytes() + " bytes, expected a text");
    }
    byte[] read = read(0, (int) bytes());
    String text = new String(read, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') >= 0 && !Utf8.isValid(read)) {
      throw new BadInputException("The " + what + " file " + place() + " is not UTF-8 text");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}

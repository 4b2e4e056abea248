package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.media.Files;
import dev.hearth.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.file.Blob;

/** Texts in files. */
final class TextFiles {
  private static final double MOST_BYTES = 1e6;

  private TextFiles() {}

  /**
   * Returns what a file says, blocking.
   *
   * @param file in UTF-8, or in UTF-16 that begins with its mark
   * @throws ProblemException if it is no such text, or too long for a text area
   */
  static String read(Blob file) {
    if (Files.size(file) > MOST_BYTES) {
      throw new ProblemException("TEXT_TOO_LONG", Files.name(file));
    }
    return Promises.await(
            decode(file),
            e -> new ProblemException("NOT_A_TEXT", Files.name(file) + ": " + e.name()))
        .stringValue();
  }

  @JSBody(
      params = "file",
      script =
          "return file.arrayBuffer().then(bytes => {"
              + "const [first, second] = new Uint8Array(bytes);"
              + "const form = first === 255 && second === 254 ? 'utf-16le'"
              + "  : first === 254 && second === 255 ? 'utf-16be' : 'utf-8';"
              + "const text = new TextDecoder(form, {fatal: true}).decode(bytes);"
              + "if (text.includes('\\0')) throw new TypeError('NUL');"
              + "return text;});")
  private static native JSPromise<JSString> decode(Blob file);
}

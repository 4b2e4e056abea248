package dev.hearth.app.ui.media;

import org.teavm.jso.JSBody;
import org.teavm.jso.file.Blob;

/** Files that the page gives to the person. */
public final class Saving {
  private Saving() {}

  /** Saves a text, such as a table of type {@code text/csv}. */
  public static void text(String name, String type, String text) {
    save(name, blob(text, type));
  }

  /** Saves a file. */
  @JSBody(
      params = {"name", "file"},
      script =
          "const link = document.createElement('a');"
              + "link.href = URL.createObjectURL(file); link.download = name; link.click();"
              + "setTimeout(() => URL.revokeObjectURL(link.href), 60000);")
  public static native void save(String name, Blob file);

  @JSBody(
      params = {"text", "type"},
      script = "return new Blob([text], {type: type + ';charset=utf-8'});")
  private static native Blob blob(String text, String type);
}

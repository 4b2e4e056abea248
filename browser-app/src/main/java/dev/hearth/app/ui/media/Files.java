package dev.hearth.app.ui.media;

import dev.hearth.js.Promises;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.file.Blob;

/** Files a person gives to the page. */
public final class Files {
  private Files() {}

  /** Returns the first file of a file input, a drop or a paste; null where there is none. */
  @JSBody(
      params = "event",
      script =
          "const t = event.dataTransfer || event.clipboardData || event.target;"
              + "return t && t.files && t.files[0] || null;")
  public static native @Nullable Blob of(JSObject event);

  /** Returns all files of a file input, a drop or a paste. */
  @JSBody(
      params = "event",
      script =
          "const t = event.dataTransfer || event.clipboardData || event.target;"
              + "return Array.from(t && t.files || []);")
  public static native JSArrayReader<Blob> allOf(JSObject event);

  /** Returns true if a drag brings files. */
  @JSBody(
      params = "event",
      script = "return !!event.dataTransfer && event.dataTransfer.types.includes('Files');")
  public static native boolean brings(JSObject event);

  /** Returns a file's text, blocking. */
  public static String text(Blob file) {
    return Promises.await(textOf(file)).stringValue();
  }

  @JSBody(params = "file", script = "return file.text();")
  private static native JSPromise<JSString> textOf(Blob file);

  /** Returns a file's name, or "" for a blob without one. */
  @JSBody(params = "file", script = "return file.name || '';")
  public static native String name(Blob file);

  @JSBody(params = "file", script = "return file.size;")
  public static native double size(Blob file);

  /** Lets a file input take the same file again. */
  @JSBody(params = "event", script = "event.target.value = '';")
  public static native void forget(JSObject event);

  /** Hands a file to the person, as a download. */
  @JSBody(
      params = {"file", "name"},
      script =
          "const link = document.createElement('a');"
              + "link.href = URL.createObjectURL(file);"
              + "link.download = name;"
              + "link.click();"
              + "setTimeout(() => URL.revokeObjectURL(link.href), 60000);")
  public static native void save(Blob file, String name);
}

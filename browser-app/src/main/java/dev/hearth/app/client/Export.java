package dev.hearth.app.client;

import dev.hearth.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Gives texts out of the page. */
public final class Export {
  private Export() {}

  /** Has the browser save a text as a file. */
  @JSBody(
      params = {"name", "text"},
      script =
          "const link = document.createElement('a'); link.download = name;"
              + "link.href = URL.createObjectURL(new Blob([text]));"
              + "link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 60000);")
  public static native void save(String name, String text);

  /**
   * Puts a text where people paste from, blocking.
   *
   * @throws dev.hearth.js.JsException if the browser does not let the page
   */
  public static void copy(String text) {
    Promises.await(write(text));
  }

  @JSBody(params = "text", script = "return navigator.clipboard.writeText(text).then(() => ({}));")
  private static native JSPromise<JSObject> write(String text);
}

package dev.hearth.app.ui.media;

import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import java.util.function.Function;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** ImageBitmaps with the colours of their source, untouched. All calls block. */
public final class Pictures {
  private Pictures() {}

  /**
   * Decodes a picture file.
   *
   * @param translate makes what is thrown if it is none the browser knows
   */
  public static Picture decode(
      Blob file, Function<JsException, ? extends RuntimeException> translate) {
    return Promises.await(ofFile(file), translate);
  }

  /** Copies a part of a video's frame: {@code {x, y, width, height}} in its own pixels. */
  public static Picture part(HTMLElement video, JSObject part) {
    return Promises.await(ofPart(video, part));
  }

  /** Copies a canvas, made that many pixels wide by the browser. */
  public static Picture shrunk(HTMLElement canvas, int width) {
    return Promises.await(ofCanvas(canvas, width));
  }

  /** Fetches a file of the site as a blob. */
  public static Blob fetch(String url) {
    return Promises.await(fetchBlob(url));
  }

  /** Returns an address at which a blob can be shown, until it is revoked. */
  @JSBody(params = "blob", script = "return URL.createObjectURL(blob);")
  public static native String objectUrl(JSObject blob);

  @JSBody(params = "url", script = "URL.revokeObjectURL(url);")
  public static native void revoke(String url);

  @JSBody(
      params = "file",
      script =
          "return createImageBitmap(file,"
              + " {colorSpaceConversion: 'none', premultiplyAlpha: 'none'});")
  private static native JSPromise<Picture> ofFile(Blob file);

  @JSBody(
      params = {"video", "part"},
      script =
          "return createImageBitmap(video, part.x, part.y, part.width, part.height,"
              + " {colorSpaceConversion: 'none', premultiplyAlpha: 'none'});")
  private static native JSPromise<Picture> ofPart(HTMLElement video, JSObject part);

  @JSBody(
      params = {"canvas", "width"},
      script = "return createImageBitmap(canvas, {resizeWidth: width, resizeQuality: 'high'});")
  private static native JSPromise<Picture> ofCanvas(HTMLElement canvas, int width);

  @JSBody(
      params = "url",
      script =
          "return fetch(url).then(r => {"
              + " if (!r.ok) throw new Error('HTTP status ' + r.status); return r.blob(); });")
  private static native JSPromise<Blob> fetchBlob(String url);
}

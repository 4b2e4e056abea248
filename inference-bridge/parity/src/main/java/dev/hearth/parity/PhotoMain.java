package dev.hearth.parity;

import dev.hearth.browser.BrowserPictures;
import dev.hearth.image.Bitmap;
import dev.hearth.js.TypedArrays;
import org.teavm.jso.JSExport;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Uint8Array;

/** From a photo's file to its pixels by the library's own code. */
public final class PhotoMain {
  private PhotoMain() {}

  /** Does nothing: the page calls what is exported. */
  public static void main(String[] args) {}

  /** Returns width and height, 32-bit little-endian, and red, green, blue, alpha of each pixel. */
  @JSExport
  public static JSPromise<Uint8Array> pixels(Blob file) {
    return JSPromise.callAsync(
        () -> {
          Bitmap bitmap = BrowserPictures.read(file);
          byte[] out = new byte[8 + bitmap.rgba().length];
          for (int i = 0; i < 4; i++) {
            out[i] = (byte) (bitmap.width() >> (8 * i));
            out[4 + i] = (byte) (bitmap.height() >> (8 * i));
          }
          System.arraycopy(bitmap.rgba(), 0, out, 8, bitmap.rgba().length);
          return TypedArrays.unsigned(out);
        });
  }
}

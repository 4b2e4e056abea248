package dev.hearth.app.worker;

import dev.hearth.image.Bitmap;
import dev.hearth.js.TypedArrays;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.ArrayBufferView;

/** From the browser's decoded pictures to ours. */
public final class Pictures {
  private Pictures() {}

  /** Returns an ImageBitmap's pixels and closes it. */
  public static Bitmap read(JSObject picture) {
    ImageBitmap bitmap = (ImageBitmap) picture;
    int width = bitmap.getWidth();
    int height = bitmap.getHeight();
    Bitmap.checkSize(width, height);
    byte[] rgba = TypedArrays.bytes(pixels(bitmap, width, height));
    bitmap.close();
    return new Bitmap(width, height, rgba);
  }

  private interface ImageBitmap extends JSObject {
    @JSProperty
    int getWidth();

    @JSProperty
    int getHeight();

    void close();
  }

  @JSBody(
      params = {"bitmap", "width", "height"},
      script =
          "const context = new OffscreenCanvas(width, height)"
              + ".getContext('2d', {willReadFrequently: true});"
              + "context.drawImage(bitmap, 0, 0);"
              + "return context.getImageData(0, 0, width, height).data;")
  private static native ArrayBufferView pixels(ImageBitmap bitmap, int width, int height);
}

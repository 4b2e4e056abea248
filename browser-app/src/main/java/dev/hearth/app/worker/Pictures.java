package dev.hearth.app.worker;

import dev.hearth.image.Bitmap;
import dev.hearth.js.Promises;
import dev.hearth.js.TypedArrays;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
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
    byte[] rgba = TypedArrays.bytes(Promises.await(pixels(bitmap, width, height)));
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

  // A canvas multiplies colours by alpha, and its way back loses what a frame's bytes still have;
  // copying those takes half the time, too. A frame is as stored, and tells how it is to be turned.
  @JSBody(
      params = {"bitmap", "width", "height"},
      script =
          """
          const frame = self.VideoFrame && new VideoFrame(bitmap, {timestamp: 0});
          if (frame && frame.rotation === 0 && !frame.flip && /^(RGB|BGR)[AX]$/.test(frame.format)) {
            const data = new Uint32Array(width * height);
            const swap = frame.format[0] === 'B';
            const opaque = frame.format[3] === 'X' ? 255 << 24 : 0;
            return frame.copyTo(data).then(() => {
              frame.close();
              for (let i = 0; i < data.length; i++) {
                const p = data[i];
                data[i] = opaque | (swap ? p & 0xff00ff00 | p >>> 16 & 255 | (p & 255) << 16 : p);
              }
              return data;
            });
          }
          frame && frame.close();
          const context =
            new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
          context.drawImage(bitmap, 0, 0);
          return Promise.resolve(context.getImageData(0, 0, width, height).data);
          """)
  private static native JSPromise<ArrayBufferView> pixels(
      ImageBitmap bitmap, int width, int height);
}

package dev.hearth.browser;

import dev.hearth.image.Bitmap;
import dev.hearth.image.ExifOrientation;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.js.Blobs;
import dev.hearth.js.Http;
import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import dev.hearth.js.TypedArrays;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBufferView;

/** From the browser's decoded pictures to ours. */
public final class BrowserPictures {
  private BrowserPictures() {}

  /**
   * Returns the picture at an address, turned upright by its EXIF orientation, blocking the calling
   * thread.
   *
   * @param url absolute or as the page would resolve it
   * @throws InferenceException NETWORK if it cannot be had; INVALID_INPUT if the browser cannot
   *     read it
   */
  public static Bitmap fetch(String url) {
    return read(Http.blob(url));
  }

  /**
   * Returns a picture as a model's preprocessing wants it, blocking the calling thread: turned
   * upright by its EXIF orientation, as browsers do, or as it is stored.
   *
   * @param picture an ImageBitmap, which is closed, or the Blob of a file
   * @throws InferenceException INVALID_INPUT if the browser cannot read the file
   */
  public static Bitmap read(JSObject picture, ImagePreprocessing preprocessing) {
    Bitmap upright = read(picture);
    return isBlob(picture) && preprocessing.asStored()
        ? ExifOrientation.of(Blobs.bytes(picture).toJavaArray()).undo(upright)
        : upright;
  }

  /**
   * Returns a part of a picture as a new ImageBitmap, blocking; nothing where there is no picture.
   *
   * @param picture an ImageBitmap, which stays open
   * @param left in its pixels, as the others
   */
  public static JSObject part(JSObject picture, int left, int top, int width, int height) {
    return Promises.await(cut(picture, left, top, width, height));
  }

  @JSBody(
      params = {"picture", "left", "top", "width", "height"},
      script =
          "return createImageBitmap(picture, left, top, width, height,"
              + " {colorSpaceConversion: 'none', premultiplyAlpha: 'none'});")
  private static native JSPromise<JSObject> cut(
      JSObject picture, int left, int top, int width, int height);

  /**
   * Returns a picture turned upright by its EXIF orientation, blocking the calling thread.
   *
   * @param picture an ImageBitmap, which is closed, or the Blob of a file
   * @throws InferenceException INVALID_INPUT if the browser cannot read the file
   */
  public static Bitmap read(JSObject picture) {
    return pixelsOf((ImageBitmap) bitmap(picture));
  }

  /**
   * Returns a picture as an ImageBitmap, turned upright by its EXIF orientation; blocking.
   *
   * @param picture an ImageBitmap, which is returned, or the Blob of a file
   * @throws InferenceException INVALID_INPUT if the browser cannot read the file
   */
  public static JSObject bitmap(JSObject picture) {
    return isBlob(picture)
        ? Promises.await(decode((Blob) picture), BrowserPictures::unreadable)
        : picture;
  }

  private static Bitmap pixelsOf(ImageBitmap bitmap) {
    int width = bitmap.getWidth();
    int height = bitmap.getHeight();
    Bitmap.checkSize(width, height);
    byte[] rgba = TypedArrays.bytes(Promises.await(pixels(bitmap, width, height)));
    bitmap.close();
    return new Bitmap(width, height, rgba);
  }

  private static InferenceException unreadable(JsException e) {
    return new InferenceException(
        Code.INVALID_INPUT,
        "Expected a picture that this browser can read, found another file: " + e.getMessage(),
        e);
  }

  @JSBody(params = "picture", script = "return picture instanceof Blob;")
  private static native boolean isBlob(JSObject picture);

  // Python's readers convert no colours, and colours under transparency must survive.
  @JSBody(
      params = "file",
      script =
          "return createImageBitmap(file,"
              + " {colorSpaceConversion: 'none', premultiplyAlpha: 'none'});")
  private static native JSPromise<ImageBitmap> decode(Blob file);

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

package dev.hearth.tfjs;

import dev.hearth.js.Mutex;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.tfjs.jso.Tf;
import dev.hearth.tfjs.jso.TfTensor;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;

/**
 * Makes the input tensor of a picture on the GPU, without a read-back.
 *
 * <p>It resizes bilinearly without smoothing: a picture that shrinks a lot differs from what Pillow
 * makes of it. Only for models whose manifest allows the browser's resize.
 */
public final class TfjsPictures {
  private final Mutex lock;
  private final TfjsBackend backend;
  private final Options options;

  TfjsPictures(Mutex lock, TfjsBackend backend, Options options) {
    this.lock = lock;
    this.backend = backend;
    this.options = options;
  }

  /** The order of the axes. */
  public enum Layout {
    NHWC,
    NCHW
  }

  /** What a pixel becomes. */
  public enum Color {
    RGB,
    BGR,
    /** One channel, 0.299 red, 0.587 green, 0.114 blue. */
    GREY
  }

  /** How a picture of another shape becomes one of the model's. */
  public enum Fit {
    STRETCH,
    /** Cut to the model's shape, from the centre. */
    CROP
  }

  /**
   * What the model takes: {@code (pixel * scale - mean) / std} for pixels of 0 to 255.
   *
   * @param width in pixels
   * @param height in pixels
   * @param mean one value, or one a channel in the order of {@code color}
   * @param std as {@code mean}
   * @param background red, green and blue under transparent pixels, 0 to 255; empty to leave alpha
   *     out of account
   */
  // Not compared, and nobody changes the arrays.
  @SuppressWarnings("ArrayRecordComponent")
  public record Options(
      int width,
      int height,
      Layout layout,
      Color color,
      double scale,
      float[] mean,
      float[] std,
      float[] background,
      Fit fit) {}

  /**
   * Returns {@code float32[1, height, width, channels]}, or with the channels second, which the
   * caller closes.
   *
   * @param bitmap an ImageBitmap, which stays open
   * @throws InferenceException DEVICE_LOST, OUT_OF_MEMORY, TIMEOUT or RUNTIME_FAILED
   */
  public DeviceTensor tensor(JSObject bitmap) {
    lock.enter();
    try {
      backend.use();
      TfTensor tensor =
          backend.await(
              make(
                  backend.tf(),
                  bitmap,
                  options.width,
                  options.height,
                  options.layout == Layout.NCHW,
                  options.color == Color.GREY,
                  options.color == Color.BGR,
                  options.scale,
                  Float32Array.fromJavaArray(options.mean),
                  Float32Array.fromJavaArray(options.std),
                  Float32Array.fromJavaArray(options.background),
                  options.fit == Fit.CROP),
              "TensorFlow.js could not take the picture");
      return new TfjsDeviceTensor(lock, backend, tensor);
    } finally {
      lock.leave();
    }
  }

  @JSBody(
      params = {
        "tf",
        "bitmap",
        "width",
        "height",
        "channelsFirst",
        "grey",
        "reversed",
        "scale",
        "mean",
        "std",
        "background",
        "crop"
      },
      script =
          "return Promise.resolve().then(() => tf.tidy(() => {"
              + "  const laid = background.length > 0;"
              + "  let x = tf.browser.fromPixels(bitmap, laid ? 4 : 3);"
              + "  if (laid) {"
              + "    const rgb = tf.slice(x, [0, 0, 0], [-1, -1, 3]);"
              + "    const alpha = tf.slice(x, [0, 0, 3], [-1, -1, 1]);"
              + "    const under = tf.tensor1d(background);"
              + "    x = tf.sub(under, tf.mul(tf.sub(under, rgb), tf.div(alpha, 255)));"
              + "  }"
              + "  if (crop) {"
              + "    const [h, w] = x.shape;"
              + "    const part = Math.min(w / width, h / height);"
              + "    const size = [height, width].map(n => Math.max(1, Math.floor(n * part)));"
              + "    x = tf.slice(x, [(h - size[0]) >> 1, (w - size[1]) >> 1, 0], [size[0], size[1], 3]);"
              + "  }"
              + "  x = tf.image.resizeBilinear(x, [height, width], false, true);"
              + "  if (reversed) x = tf.reverse(x, 2);"
              + "  if (grey) x = tf.sum(tf.mul(x, tf.tensor1d([0.299, 0.587, 0.114])), 2, true);"
              + "  x = tf.div(tf.sub(tf.mul(x, scale), tf.tensor1d(mean)), tf.tensor1d(std));"
              + "  return tf.expandDims(channelsFirst ? tf.transpose(x, [2, 0, 1]) : x, 0);"
              + "}));")
  private static native JSPromise<TfTensor> make(
      Tf tf,
      JSObject bitmap,
      int width,
      int height,
      boolean channelsFirst,
      boolean grey,
      boolean reversed,
      double scale,
      Float32Array mean,
      Float32Array std,
      Float32Array background,
      boolean crop);
}

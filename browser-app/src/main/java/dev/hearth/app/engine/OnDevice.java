package dev.hearth.app.engine;

import dev.hearth.browser.BrowserPictures;
import dev.hearth.browser.BrowserRuntimes;
import dev.hearth.browser.DevicePictures;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.PreparedImage;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.predict.PictureTranslator;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Timings;
import dev.hearth.runtime.DeviceSession;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Predictions of pictures that never leave the GPU. */
final class OnDevice {
  private OnDevice() {}

  /**
   * Predicts of a picture, blocking; or returns null where the manifest does not allow the
   * browser's resize, or some step cannot be done on the GPU.
   *
   * @param picture an ImageBitmap, which stays open
   * @param fed gets the input, if it is wanted
   */
  static <O> @Nullable Prediction<O> predict(
      BrowserRuntimes runtimes,
      ModelRuntime runtime,
      String provider,
      DeviceSession session,
      PictureTranslator<O> translator,
      JSObject picture,
      @Nullable Map<String, Tensor> fed) {
    long start = System.nanoTime();
    ImagePreprocessing image = translator.input().image();
    if (image.fit() == Fit.DIGIT) {
      return null;
    }
    PreparedImage place = translator.input().place(width(picture), height(picture));
    DevicePictures pictures =
        runtimes.pictures(runtime, provider, image, place.width(), place.height());
    int left = (int) Math.floor(place.pictureX(0) + 0.5);
    int top = (int) Math.floor(place.pictureY(0) + 0.5);
    int right = (int) Math.floor(place.pictureX(place.width()) + 0.5);
    int bottom = (int) Math.floor(place.pictureY(place.height()) + 0.5);
    boolean padded =
        left < 0 || top < 0 || right > place.pictureWidth() || bottom > place.pictureHeight();
    if (pictures == null || padded) {
      return null;
    }
    JSObject part = BrowserPictures.part(picture, left, top, right - left, bottom - top);
    try (DeviceTensor input = pictures.tensor(part)) {
      close(part);
      String name = translator.input().name();
      if (fed != null) {
        fed.put(name, input.download());
      }
      long prepared = System.nanoTime();
      Map<String, Tensor> fetches = downloaded(session.runOnDevice(Map.of(name, input)));
      long ran = System.nanoTime();
      O result = translator.decode(fetches, place);
      return new Prediction<>(
          result,
          new Timings(
              (prepared - start) / 1e6, (ran - prepared) / 1e6, (System.nanoTime() - ran) / 1e6));
    }
  }

  /** Brings outputs here and gives their memory back. */
  static Map<String, Tensor> downloaded(Map<String, DeviceTensor> fetches) {
    Map<String, Tensor> out = new LinkedHashMap<>();
    for (Map.Entry<String, DeviceTensor> fetch : fetches.entrySet()) {
      try (DeviceTensor tensor = fetch.getValue()) {
        out.put(fetch.getKey(), tensor.download());
      }
    }
    return out;
  }

  @JSBody(params = "picture", script = "return picture.width;")
  private static native int width(JSObject picture);

  @JSBody(params = "picture", script = "return picture.height;")
  private static native int height(JSObject picture);

  @JSBody(params = "picture", script = "picture.close();")
  private static native void close(JSObject picture);
}

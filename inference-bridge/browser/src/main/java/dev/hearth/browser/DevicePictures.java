package dev.hearth.browser;

import dev.hearth.runtime.DeviceTensor;
import org.teavm.jso.JSObject;

/** Makes a model's input of pictures on the GPU, which the pictures do not leave. */
public interface DevicePictures {
  /**
   * Returns the input of a picture, resized to the input's size whatever its proportions.
   *
   * @param picture an ImageBitmap, which stays open
   * @return the caller's to close
   */
  DeviceTensor tensor(JSObject picture);
}

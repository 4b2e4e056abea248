package dev.hearth.tfjs;

import dev.hearth.js.JsException;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.jspecify.annotations.Nullable;

/** TensorFlow.js has no error codes: its sentences are all there is. */
final class TfjsErrors {
  /** The name of what {@link DeviceWatch} rejects with once the device is lost. */
  static final String LOST = "HearthDeviceLost";

  /** The name of what {@link DeviceWatch} rejects with after its limit. */
  static final String LATE = "HearthTimeout";

  private TfjsErrors() {}

  static InferenceException translate(JsException e, String what) {
    return new InferenceException(code(e.name(), e.getMessage()), what + ": " + e.getMessage(), e);
  }

  static InferenceException unavailable(
      String expected, String found, @Nullable RuntimeException cause) {
    return new InferenceException(
        Code.PROVIDER_UNAVAILABLE, "Expected " + expected + ", found " + found, cause);
  }

  /** Returns the kind of failure an error of TensorFlow.js, of a GPU or of WebAssembly is. */
  static Code code(String name, String message) {
    if (name.equals(LOST)) {
      return Code.DEVICE_LOST;
    } else if (name.equals(LATE)) {
      return Code.TIMEOUT;
    } else if (message.contains("memory") || message.contains("Array buffer allocation failed")) {
      return Code.OUT_OF_MEMORY;
    } else if (message.contains("not registered for the backend")
        || message.contains("not registered for backend")
        || message.contains("Op is not supported")
        || message.contains("Unknown op")
        || message.contains("Unknown layer")
        || message.contains("not yet implemented")
        || message.contains("is not implemented")) {
      return Code.UNSUPPORTED_OPERATOR;
    }
    return Code.RUNTIME_FAILED;
  }

  /** Returns true if WebAssembly stopped for good: every later call would fail alike. */
  static boolean isAbort(String name, String message) {
    return name.equals("RuntimeError") || message.startsWith("Aborted(");
  }
}

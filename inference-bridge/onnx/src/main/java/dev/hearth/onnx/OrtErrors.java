package dev.hearth.onnx;

import dev.hearth.js.JsException;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;

/** What the runtime's errors mean. It has no codes to rely on: its sentences are all there is. */
final class OrtErrors {
  private static final String[] OUT_OF_MEMORY = {
    "bad_alloc",
    "out of memory",
    "Out of memory",
    "allocation failed",
    "failed to allocate a buffer"
  };
  private static final String[] UNSUPPORTED = {
    "NOT_IMPLEMENTED",
    "NOT implemented",
    "not implemented",
    "not supported",
    "is not a registered function/op",
    "Could not find an implementation",
    "No Op registered",
    "!node_provider_type.empty() was false",
    "unsupported data type",
    "not currently registered or supported",
    "requires f16",
    // The webgl build's own sentences.
    "cannot resolve operator",
    "does not support",
    "only support",
    "not yet supported",
    "not allowed",
    "unrecognized input",
    "check failed: expected"
  };

  private static final String NO_EXTERNAL_DATA = "Module.MountedFiles is not available";

  private OrtErrors() {}

  static InferenceException translate(JsException e, String what, Device device) {
    if (!device.lost().isEmpty()) {
      return lost(device);
    }
    if (e.getMessage().contains(NO_EXTERNAL_DATA)) {
      return new InferenceException(
          Code.INVALID_INPUT,
          "Expected the model's files of external data beside it, found one missing: "
              + e.getMessage(),
          e);
    }
    return new InferenceException(code(e.getMessage()), what + ": " + e.getMessage(), e);
  }

  static InferenceException lost(Device device) {
    return new InferenceException(
        Code.DEVICE_LOST, "Expected a GPU, found that it was lost: " + device.lost());
  }

  /** Returns what kind of failure a sentence of the runtime tells of. */
  static Code code(String message) {
    if (message.contains("no available backend")) {
      return Code.PROVIDER_UNAVAILABLE;
    } else if (contains(message, OUT_OF_MEMORY)) {
      return Code.OUT_OF_MEMORY;
    }
    return contains(message, UNSUPPORTED) ? Code.UNSUPPORTED_OPERATOR : Code.RUNTIME_FAILED;
  }

  private static boolean contains(String message, String[] parts) {
    for (String part : parts) {
      if (message.contains(part)) {
        return true;
      }
    }
    return false;
  }
}

package dev.hearth.jvm;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.regex.Pattern;

/** Turns ONNX Runtime's errors into the project's own. */
final class OrtErrors {
  private static final Pattern PREFIX = Pattern.compile("^Error code - \\w+ - message: ");

  private OrtErrors() {}

  static InferenceException translate(String doing, OrtException e) {
    String message = e.getMessage() == null ? e.getCode().name() : e.getMessage();
    String words = PREFIX.matcher(message).replaceFirst("").strip();
    return new InferenceException(code(e.getCode(), words), doing + ": " + words, e);
  }

  // ONNX Runtime has no code for memory and two ways to miss an operator, so its words decide.
  private static Code code(OrtErrorCode code, String words) {
    if (words.contains("bad_alloc") || words.contains("Failed to allocate memory")) {
      return Code.OUT_OF_MEMORY;
    }
    if (code == OrtErrorCode.ORT_NOT_IMPLEMENTED
        || words.contains("is not a registered function/op")
        || words.contains("No Op registered for")) {
      return Code.UNSUPPORTED_OPERATOR;
    }
    return code == OrtErrorCode.ORT_EP_FAIL ? Code.PROVIDER_UNAVAILABLE : Code.RUNTIME_FAILED;
  }
}

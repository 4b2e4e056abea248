package dev.hearth.app.ui.kit;

import dev.hearth.js.JsException;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.teavm.jso.JSBody;

/** From failures to problems. */
public final class Problems {
  private Problems() {}

  public static Problem insecurePage() {
    return new Problem("INSECURE_PAGE", "");
  }

  /** Returns the problem of a model that did not load. */
  public static Problem ofLoading(RuntimeException failure) {
    if (!isSecureContext()) {
      return insecurePage();
    }
    String code = codeOf(failure);
    if (code.equals("NETWORK") && !isOnline()) {
      code = "OFFLINE";
    } else if (code.equals("RUNTIME_FAILED") || code.equals("INVALID_INPUT")) {
      code = "UNKNOWN";
    }
    return new Problem(code, code.equals("CANCELLED") ? "" : detail(failure));
  }

  /** Returns the problem of one prediction; the model stays as it is. */
  public static Problem ofPrediction(RuntimeException failure) {
    return new Problem(codeOf(failure), detail(failure));
  }

  /** Returns the problem of a benchmark. */
  public static Problem ofBenchmark(RuntimeException failure) {
    String code = codeOf(failure);
    return new Problem(
        code.equals(Code.INVALID_INPUT.name()) ? "SETTINGS_INVALID" : code, detail(failure));
  }

  /** Returns the problem of a sound file. */
  public static Problem ofSoundFile(RuntimeException failure) {
    String code = codeOf(failure);
    return new Problem(
        code.equals(Code.INVALID_INPUT.name()) ? "NOT_A_WAV" : code, detail(failure));
  }

  /**
   * Returns the problem of a camera or microphone that did not start.
   *
   * @param device {@code CAMERA} or {@code MICROPHONE}
   */
  public static Problem ofDevice(RuntimeException failure, String device) {
    String name = failure instanceof JsException e ? e.name() : "";
    String code =
        switch (name) {
          case "NotFoundError", "OverconstrainedError" -> "NO_" + device;
          case "NotAllowedError", "SecurityError" -> device + "_REFUSED";
          case "NotReadableError", "AbortError" -> device + "_IN_USE";
          default -> codeOf(failure);
        };
    return new Problem(code, detail(failure));
  }

  /** Returns the problem of a device whose storage cannot be looked at. */
  public static Problem ofStorage(RuntimeException failure) {
    return new Problem("STORAGE", detail(failure));
  }

  private static String codeOf(RuntimeException failure) {
    if (failure instanceof ProblemException e) {
      return e.code();
    }
    return failure instanceof InferenceException e ? e.code().name() : "UNKNOWN";
  }

  private static String detail(RuntimeException failure) {
    String message = failure.getMessage();
    String text = message == null ? "" : message;
    return failure instanceof JsException e ? e.name() + ": " + text : text;
  }

  @JSBody(
      script =
          "return navigator.onLine !== false"
              + " && !document.documentElement.hasAttribute('data-offline');")
  private static native boolean isOnline();

  @JSBody(script = "return self.isSecureContext;")
  private static native boolean isSecureContext();
}

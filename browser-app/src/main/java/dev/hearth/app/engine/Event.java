package dev.hearth.app.engine;

import dev.hearth.predict.LoadingStage;
import dev.hearth.predict.PlanEvent;
import dev.hearth.runtime.InferenceException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Float32Array;

/** What the engine tells without being asked. */
final class Event {
  private Event() {}

  static JSObject progress(int model, LoadingStage stage, long bytes, long totalBytes) {
    return progress(model, stage.name(), (double) bytes, (double) totalBytes);
  }

  static JSObject plan(int model, PlanEvent event) {
    InferenceException reason = event.reason();
    return plan(
        model,
        event.state().name(),
        event.candidate().provider(),
        event.candidate().variant().name(),
        reason == null ? null : reason.code().name(),
        reason == null ? null : reason.getMessage());
  }

  @JSBody(
      params = {"model", "stage", "bytes", "totalBytes"},
      script = "return {model, event: 'progress', stage, bytes, totalBytes};")
  private static native JSObject progress(int model, String stage, double bytes, double totalBytes);

  @JSBody(
      params = {"model", "state", "provider", "variant", "code", "reason"},
      script =
          "const event = {model, event: 'plan', state, provider, variant};"
              + "if (code) { event.code = code; event.reason = reason; }"
              + "return event;")
  private static native JSObject plan(
      int model,
      String state,
      String provider,
      String variant,
      @Nullable String code,
      @Nullable String reason);

  /** New sound: its level, 0 to 1, and new log-mel frames. */
  @JSBody(
      params = {"model", "level", "frames", "bands"},
      script = "return {model, event: 'heard', level, frames, bands};")
  static native JSObject heard(int model, double level, Float32Array frames, int bands);

  /** The last window of sound was classified. */
  @JSBody(
      params = {"model", "result", "timings"},
      script = "return {model, event: 'window', result, timings};")
  static native JSObject window(int model, JSObject result, JSObject timings);

  /** A word was recognised. */
  @JSBody(
      params = {"model", "word"},
      script = "return {model, event: 'detected', ...word};")
  static native JSObject detected(int model, JSObject word);

  /** A window of sound was speech or not, and may have begun or ended a stretch of it. */
  @JSBody(
      params = {"model", "probability", "speaking", "change", "timeSeconds"},
      script =
          "const event = {model, event: 'speech', probability, speaking};"
              + "if (change) { event.change = change; event.timeSeconds = timeSeconds; }"
              + "return event;")
  static native JSObject speech(
      int model, double probability, boolean speaking, @Nullable String change, double timeSeconds);

  @JSBody(
      params = {"model", "code", "message"},
      script = "return {model, event: 'failed', error: {code, message}};")
  static native JSObject failed(int model, String code, String message);
}

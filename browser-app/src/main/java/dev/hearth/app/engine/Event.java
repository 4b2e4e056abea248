package dev.hearth.app.engine;

import dev.hearth.decode.VoiceActivityGate;
import dev.hearth.json.Names;
import dev.hearth.predict.LoadingStage;
import dev.hearth.predict.PlanEvent;
import dev.hearth.runtime.InferenceException;
import dev.hearth.transfer.TransferEvent;
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
      script =
          "return {model: model, event: 'progress', stage: stage, bytes: bytes, totalBytes: totalBytes};")
  private static native JSObject progress(int model, String stage, double bytes, double totalBytes);

  @JSBody(
      params = {"model", "state", "provider", "variant", "code", "reason"},
      script =
          "const event = {model: model, event: 'plan', state: state, provider: provider, variant: variant};"
              + "if (code) { event.code = code; event.reason = reason; }"
              + "return event;")
  private static native JSObject plan(
      int model,
      String state,
      String provider,
      String variant,
      @Nullable String code,
      @Nullable String reason);

  static JSObject transfer(int model, TransferEvent event) {
    return transfer(model, event.state().name(), event.reason());
  }

  @JSBody(
      params = {"model", "state", "reason"},
      script = "return {model: model, event: 'transfer', state: state, reason: reason};")
  private static native JSObject transfer(int model, String state, String reason);

  /** New sound: its level, 0 to 1, and new log-mel frames. */
  @JSBody(
      params = {"model", "level", "frames", "bands"},
      script = "return {model: model, event: 'heard', level: level, frames: frames, bands: bands};")
  static native JSObject heard(int model, double level, Float32Array frames, int bands);

  /** The last window of sound was classified. */
  @JSBody(
      params = {"model", "result", "timings"},
      script = "return {model: model, event: 'window', result: result, timings: timings};")
  static native JSObject window(int model, JSObject result, JSObject timings);

  /** A word was recognised. */
  @JSBody(
      params = {"model", "word"},
      script = "return Object.assign({model: model, event: 'detected'}, word);")
  static native JSObject detected(int model, JSObject word);

  /** A window of sound was speech or not, and may have begun or ended a stretch of it. */
  static JSObject speech(
      int model,
      double probability,
      boolean speaking,
      VoiceActivityGate.@Nullable Event change,
      int sampleRateHz) {
    return speech(
        model,
        probability,
        speaking,
        change == null ? null : Names.of(change.kind()),
        change == null ? 0 : (double) change.sample() / sampleRateHz);
  }

  @JSBody(
      params = {"model", "probability", "speaking", "change", "timeSeconds"},
      script =
          "const event = {model: model, event: 'speech', probability: probability, speaking: speaking};"
              + "if (change) { event.change = change; event.timeSeconds = timeSeconds; }"
              + "return event;")
  private static native JSObject speech(
      int model, double probability, boolean speaking, @Nullable String change, double timeSeconds);

  /** Work goes on. */
  @JSBody(params = "model", script = "return {model: model, event: 'alive'};")
  static native JSObject alive(int model);

  @JSBody(
      params = {"model", "code", "message"},
      script = "return {model: model, event: 'failed', error: {code: code, message: message}};")
  static native JSObject failed(int model, String code, String message);
}

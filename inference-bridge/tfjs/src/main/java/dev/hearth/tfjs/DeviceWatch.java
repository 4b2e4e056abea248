package dev.hearth.tfjs;

import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import dev.hearth.js.TimeLimits;
import dev.hearth.tfjs.jso.TfBackend;
import java.util.function.Function;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/**
 * What is known of the device behind a backend, and waiting that ends when it is lost.
 *
 * <p>A promise of TensorFlow.js does not settle once its WebGL context is lost.
 */
final class DeviceWatch {
  private static final String NO_ROOM = "out of memory: ";
  private final State state;

  private DeviceWatch(State state) {
    this.state = state;
  }

  /** Watches a backend that is in use. */
  static DeviceWatch of(TfBackend backend) {
    State state = nothing();
    watch(backend, NO_ROOM, state);
    return new DeviceWatch(state);
  }

  /** Returns a watch over nothing: its waiting ends by the limit alone. */
  static DeviceWatch none() {
    return new DeviceWatch(nothing());
  }

  /** Returns why the device is lost, empty while it is there. */
  String lost() {
    return state.getLost();
  }

  /** Takes the backend for lost from now on. */
  void setLost(String reason) {
    state.setLost(reason);
  }

  /**
   * Returns what the promise is fulfilled with, blocking; one at a time.
   *
   * @param limitMs how long to wait, in milliseconds
   */
  <T extends JSObject> T await(
      JSPromise<T> promise,
      int limitMs,
      Function<JsException, ? extends RuntimeException> translate) {
    return Promises.await(
        guard(promise, state, limitMs, TfjsErrors.LOST, TfjsErrors.LATE, TimeLimits.SHARED),
        translate);
  }

  private interface State extends JSObject {
    @JSProperty
    String getLost();

    @JSProperty
    void setLost(String reason);
  }

  @JSBody(script = "return {lost: '', failed: '', end: null, gl: null, delayMs: 0};")
  private static native State nothing();

  // WebGPU tells of a validation error or of memory used up by an event alone: the numbers that
  // come out are zeros.
  @JSBody(
      params = {"backend", "noRoom", "state"},
      script =
          "const lose = reason => {"
              + "  state.lost = state.lost || reason || 'it does not say why';"
              + "  if (state.end) state.end();"
              + "};"
              + "if (backend.device) {"
              + "  state.delayMs = 20;"
              + "  backend.device.lost.then(info => lose(info.message || info.reason));"
              + "  backend.device.addEventListener('uncapturederror', event => {"
              + "    const error = event.error;"
              + "    state.failed = (error instanceof GPUOutOfMemoryError ? noRoom : '')"
              + "        + error.message;"
              + "  });"
              + "} else if (backend.gpgpu) {"
              + "  state.gl = backend.gpgpu.gl;"
              + "  state.gl.canvas.addEventListener('webglcontextlost',"
              + "      () => lose('its WebGL context is lost'));"
              + "}")
  private static native void watch(TfBackend backend, String noRoom, State state);

  // Not Promise.race: a promise that never settles keeps every race it was in. A failure waits for
  // the event that may explain it.
  @JSBody(
      params = {"promise", "state", "limitMs", "lost", "late", "limits"},
      script =
          "return new Promise((resolve, reject) => {"
              + "  const settle = () => { settled(); state.end = null; };"
              + "  const fail = reason => { settle(); reject(reason); };"
              + "  const end = () => fail({name: lost, message: state.lost});"
              + "  const settled = limits(limitMs, () => fail({name: late,"
              + "      message: 'no answer within ' + limitMs / 1000 + ' s'}));"
              + "  state.end = end;"
              + "  state.failed = '';"
              + "  if (state.lost) return end();"
              + "  promise.then(value => {"
              + "    if (state.gl && state.gl.isContextLost()) {"
              + "      state.lost = state.lost || 'its WebGL context is lost';"
              + "    }"
              + "    if (state.lost) return end();"
              + "    if (state.failed) return fail(new Error(state.failed));"
              + "    settle();"
              + "    resolve(value);"
              + "  }, reason => setTimeout(() => state.lost ? end() : fail(reason),"
              + "      state.delayMs));"
              + "});")
  private static native <T extends JSObject> JSPromise<T> guard(
      JSPromise<T> promise, State state, int limitMs, String lost, String late, JSObject limits);
}

package dev.hearth.tfjs;

import dev.hearth.js.JsException;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tfjs.jso.Tf;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** One backend of TensorFlow.js, from its start until its device is lost. */
final class TfjsBackend {
  private final Tf tf;
  private final String name;
  private final int limitMs;
  private final DeviceWatch watch;

  /** Makes one of the backend that is in use now. */
  TfjsBackend(Tf tf, String name, int limitMs) {
    this.tf = tf;
    this.name = name;
    this.limitMs = limitMs;
    watch = DeviceWatch.of(tf.findBackend(name));
  }

  Tf tf() {
    return tf;
  }

  String name() {
    return name;
  }

  boolean isLost() {
    return !watch.lost().isEmpty();
  }

  /** Returns true if what it reads is its own copy, never memory that a tensor still has. */
  boolean readsCopies() {
    return name.equals("wasm");
  }

  /**
   * Makes this the backend in use.
   *
   * @throws InferenceException DEVICE_LOST if its device is gone
   */
  void use() {
    if (isLost()) {
      throw new InferenceException(
          Code.DEVICE_LOST,
          "Expected the "
              + name
              + " backend of TensorFlow.js, found its device lost: "
              + watch.lost());
    }
    if (!name.equals(tf.getBackend())) {
      await(tf.setBackend(name), "TensorFlow.js could not go back to its backend " + name);
    }
  }

  /**
   * Returns what the promise is fulfilled with, blocking.
   *
   * @param what what could not be done, for the message of a failure
   */
  <T extends JSObject> T await(JSPromise<T> promise, String what) {
    return watch.await(promise, limitMs, e -> failed(e, what));
  }

  private InferenceException failed(JsException e, String what) {
    if (name.equals("wasm") && TfjsErrors.isAbort(e.name(), e.getMessage())) {
      watch.setLost("WebAssembly stopped: " + e.getMessage());
    }
    return TfjsErrors.translate(e, what + " (" + name + ")");
  }

  /** Loses the device, as a driver does. */
  void loseDevice() {
    lose(tf, name);
  }

  /** Takes a lost backend out of TensorFlow.js, which then starts a new one when asked. */
  void discard() {
    discard(tf, name);
  }

  @JSBody(
      params = {"tf", "name"},
      script =
          "const backend = tf.findBackend(name);"
              + "if (backend.device) backend.device.destroy();"
              + "if (backend.gpgpu) {"
              + "  backend.gpgpu.gl.getExtension('WEBGL_lose_context').loseContext();"
              + "}")
  private static native void lose(Tf tf, String name);

  // Not removeBackend: a disposed wasm backend cannot free what open sessions still hold. The WebGL
  // backend shares its compiled programs with its successor unless it is disposed.
  @JSBody(
      params = {"tf", "name"},
      script =
          "const backend = tf.findBackend(name);"
              + "if (backend.gpgpu) backend.dispose();"
              + "if (backend.wasm && backend.wasm.PThread) {"
              + "  backend.wasm.PThread.terminateAllThreads();"
              + "}"
              + "delete tf.engine().registry[name];")
  private static native void discard(Tf tf, String name);
}

package dev.hearth.tfjs.jso;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Overlay of the module of the wasm backend. */
public abstract class TfWasm implements JSObject {
  @JSBody(params = "url", script = "return import(url);")
  public static native JSPromise<TfWasm> load(String url);

  public abstract void setThreadsCount(int numThreads);

  /** Takes the wasm file, or null for TensorFlow.js to fetch it; added by this site's build. */
  public abstract void setWasmBinary(@Nullable ArrayBuffer bytes);
}

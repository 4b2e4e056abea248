package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Uint8Array;

/** Overlay of {@code ort.env.wasm}. */
public abstract class OrtWasmFlags implements JSObject {
  @JSProperty
  public abstract int getNumThreads();

  @JSProperty
  public abstract void setNumThreads(int numThreads);

  @JSProperty
  public abstract void setTrace(boolean trace);

  @JSProperty
  public abstract void setInitTimeout(int initTimeout);

  @JSProperty
  public abstract void setWasmPaths(String wasmPaths);

  @JSProperty
  public abstract void setWasmBinary(Uint8Array wasmBinary);

  @JSProperty
  public abstract void setProxy(boolean proxy);

  /** Lets go of the binary, which the runtime needs for its start only. */
  @JSBody(script = "delete this.wasmBinary;")
  public final native void deleteWasmBinary();
}

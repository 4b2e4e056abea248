package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code ort.env.wasm}. */
public interface OrtWasmFlags extends JSObject {
  @JSProperty
  void setNumThreads(int numThreads);
}

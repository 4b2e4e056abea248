package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code ort.env}. */
public interface OrtEnv extends JSObject {
  @JSProperty
  void setLogLevel(String logLevel);

  @JSProperty
  OrtWasmFlags getWasm();
}

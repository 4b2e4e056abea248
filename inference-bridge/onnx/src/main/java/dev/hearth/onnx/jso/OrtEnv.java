package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code ort.env}. */
public interface OrtEnv extends JSObject {
  @JSProperty
  void setLogLevel(String logLevel);

  @JSProperty
  void setDebug(boolean debug);

  @JSProperty
  void setTrace(boolean trace);

  @JSProperty
  OrtVersions getVersions();

  @JSProperty
  OrtWasmFlags getWasm();

  @JSProperty
  OrtWebGlFlags getWebgl();

  @JSProperty
  OrtWebGpuFlags getWebgpu();
}

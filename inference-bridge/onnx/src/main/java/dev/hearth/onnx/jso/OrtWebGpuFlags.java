package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** Overlay of {@code ort.env.webgpu}. */
public interface OrtWebGpuFlags extends JSObject {
  @JSProperty
  void setPowerPreference(String powerPreference);

  @JSProperty
  void setForceFallbackAdapter(boolean forceFallbackAdapter);

  @JSProperty
  void setAdapter(JSObject adapter);

  @JSProperty
  JSPromise<JSObject> getDevice();

  @JSProperty
  void setValidateInputContent(boolean validateInputContent);
}

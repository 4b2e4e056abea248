package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/** Overlay of {@code ExecutionProviderOption} and its forms for webgpu and webnn. */
public abstract class OrtExecutionProvider implements JSObject {
  @JSBody(script = "return {};")
  public static native OrtExecutionProvider create();

  @JSProperty
  public abstract void setName(String name);

  @JSProperty
  public abstract void setDevice(JSObject device);

  @JSProperty
  public abstract void setPreferredLayout(String preferredLayout);

  @JSProperty
  public abstract void setForceCpuNodeNames(JSArray<JSString> forceCpuNodeNames);

  @JSProperty
  public abstract void setValidationMode(String validationMode);

  @JSProperty
  public abstract void setStorageBufferCacheMode(String storageBufferCacheMode);

  @JSProperty
  public abstract void setUniformBufferCacheMode(String uniformBufferCacheMode);

  @JSProperty
  public abstract void setQueryResolveBufferCacheMode(String queryResolveBufferCacheMode);

  @JSProperty
  public abstract void setDefaultBufferCacheMode(String defaultBufferCacheMode);

  @JSProperty
  public abstract void setDeviceType(String deviceType);

  @JSProperty
  public abstract void setPowerPreference(String powerPreference);

  @JSProperty
  public abstract void setContext(JSObject context);

  @JSProperty
  public abstract void setGpuDevice(JSObject gpuDevice);
}

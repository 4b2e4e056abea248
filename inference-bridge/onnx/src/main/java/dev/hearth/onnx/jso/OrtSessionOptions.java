package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSString;

/** Overlay of {@code InferenceSession.SessionOptions}. */
public abstract class OrtSessionOptions implements JSObject {
  @JSBody(script = "return {};")
  public static native OrtSessionOptions create();

  @JSProperty
  public abstract void setExecutionProviders(JSArray<OrtExecutionProvider> executionProviders);

  @JSProperty
  public abstract void setFreeDimensionOverrides(JSMapLike<JSNumber> freeDimensionOverrides);

  @JSProperty
  public abstract void setGraphOptimizationLevel(String graphOptimizationLevel);

  @JSProperty
  public abstract void setEnableCpuMemArena(boolean enableCpuMemArena);

  @JSProperty
  public abstract void setEnableMemPattern(boolean enableMemPattern);

  @JSProperty
  public abstract void setExecutionMode(String executionMode);

  @JSProperty
  public abstract void setOptimizedModelFilePath(String optimizedModelFilePath);

  @JSProperty
  public abstract void setEnableProfiling(boolean enableProfiling);

  @JSProperty
  public abstract void setLogId(String logId);

  @JSProperty
  public abstract void setLogSeverityLevel(int logSeverityLevel);

  @JSProperty
  public abstract void setLogVerbosityLevel(int logVerbosityLevel);

  @JSProperty
  public abstract void setPreferredOutputLocation(JSMapLike<JSString> preferredOutputLocation);

  @JSProperty
  public abstract void setEnableGraphCapture(boolean enableGraphCapture);

  @JSProperty
  public abstract void setExtra(JSMapLike<JSObject> extra);

  @JSProperty
  public abstract void setExternalData(JSArray<OrtExternalData> externalData);
}

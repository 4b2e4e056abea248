package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSMapLike;

/** Overlay of {@code InferenceSession.RunOptions}. */
public abstract class OrtRunOptions implements JSObject {
  @JSBody(script = "return {};")
  public static native OrtRunOptions create();

  @JSProperty
  public abstract void setLogSeverityLevel(int logSeverityLevel);

  @JSProperty
  public abstract void setLogVerbosityLevel(int logVerbosityLevel);

  @JSProperty
  public abstract void setTerminate(boolean terminate);

  @JSProperty
  public abstract void setTag(String tag);

  @JSProperty
  public abstract void setExtra(JSMapLike<JSObject> extra);
}

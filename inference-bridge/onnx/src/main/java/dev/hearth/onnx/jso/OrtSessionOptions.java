package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/** Overlay of {@code InferenceSession.SessionOptions}. */
public abstract class OrtSessionOptions implements JSObject {
  @JSBody(script = "return {};")
  public static native OrtSessionOptions create();

  @JSProperty
  public abstract void setExecutionProviders(JSArray<JSString> executionProviders);

  @JSProperty
  public abstract void setExternalData(JSArray<OrtExternalData> externalData);
}

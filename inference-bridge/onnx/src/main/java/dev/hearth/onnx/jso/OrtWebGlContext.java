package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Overlay of the {@code WebGLRenderingContext} behind the provider. */
public abstract class OrtWebGlContext implements JSObject {
  public abstract boolean isContextLost();

  @JSBody(script = "this.getExtension('WEBGL_lose_context').loseContext();")
  public final native void loseContext();
}

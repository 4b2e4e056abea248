package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Uint8Array;

/** Overlay of {@code ExternalDataFileDescription}. */
public abstract class OrtExternalData implements JSObject {
  @JSBody(script = "return {};")
  public static native OrtExternalData create();

  @JSProperty
  public abstract void setPath(String path);

  @JSProperty
  public abstract void setData(Uint8Array data);
}

package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;

/** Overlay of {@code InferenceSession.ValueMetadata}. */
public abstract class OrtValueMetadata implements JSObject {
  @JSProperty
  public abstract String getName();

  @JSProperty("isTensor")
  public abstract boolean isTensor();

  @JSProperty
  public abstract String getType();

  /** Numbers, and names of free dimensions. */
  @JSProperty
  public abstract JSArrayReader<JSObject> getShape();

  @JSBody(params = "dimension", script = "return typeof dimension === 'number' ? dimension : -1;")
  public static native double size(JSObject dimension);

  @JSBody(params = "dimension", script = "return '' + dimension;")
  public static native String name(JSObject dimension);
}

package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;

/** Overlay of {@code tf.ModelTensorInfo} and of the symbolic tensors of a layers model. */
public abstract class TfTensorInfo implements JSObject {
  @JSProperty
  public abstract String getName();

  /** Returns the element type, empty where a graph does not say. */
  @JSBody(params = "info", script = "return info.dtype || '';")
  public static native String dtype(TfTensorInfo info);

  /** Sizes, null or -1 where free; undefined where the model does not say. */
  @JSProperty
  public abstract JSArrayReader<JSObject> getShape();

  @JSBody(params = "info", script = "return Array.isArray(info.shape);")
  public static native boolean hasShape(TfTensorInfo info);

  @JSBody(params = "size", script = "return size === null || size < 0 ? -1 : +size;")
  public static native int size(JSObject size);
}

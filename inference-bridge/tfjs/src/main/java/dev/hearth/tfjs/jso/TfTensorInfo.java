package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;

/** Overlay of {@code tf.ModelTensorInfo} and of the symbolic tensors of a layers model. */
public abstract class TfTensorInfo implements JSObject {
  /**
   * Returns the name in the model. A layers model that is loaded again has other {@code name}s,
   * with a number behind them; the {@code originalName}s stay.
   */
  @JSBody(params = "info", script = "return info.originalName || info.name;")
  public static native String name(TfTensorInfo info);

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

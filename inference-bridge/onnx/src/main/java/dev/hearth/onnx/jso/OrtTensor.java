package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;

/** Overlay of {@code ort.Tensor}. */
public abstract class OrtTensor implements JSObject {
  /** Takes a typed array, or an array of strings for the type string. */
  @JSBody(
      params = {"ort", "type", "data", "dims"},
      script = "return new ort.Tensor(type, data, dims);")
  public static native OrtTensor create(
      Ort ort, String type, JSObject data, JSArrayReader<JSNumber> dims);

  @JSProperty
  public abstract String getType();

  @JSProperty
  public abstract JSArrayReader<JSNumber> getDims();

  @JSProperty
  public abstract int getSize();

  /** Returns {@code cpu}, {@code gpu-buffer} or another place. */
  @JSProperty
  public abstract String getLocation();

  /** Returns the elements of a tensor on the CPU. */
  @JSProperty
  public abstract JSObject getData();

  @JSProperty
  public abstract JSObject getGpuBuffer();

  @JSProperty
  public abstract JSObject getMlTensor();

  /** Returns the elements, from wherever they are, and keeps them on the CPU from then on. */
  public abstract JSPromise<JSObject> getData(boolean releaseData);

  public abstract OrtTensor reshape(JSArrayReader<JSNumber> dims);

  public abstract void dispose();
}

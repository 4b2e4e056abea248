package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.typedarrays.TypedArray;

/** Overlay of {@code ort.Tensor}. */
public abstract class OrtTensor implements JSObject {
  @JSBody(
      params = {"ort", "type", "data", "dims"},
      script = "return new ort.Tensor(type, data, dims);")
  public static native OrtTensor create(
      Ort ort, String type, TypedArray data, JSArrayReader<JSNumber> dims);

  @JSProperty
  public abstract String getType();

  @JSProperty
  public abstract JSArrayReader<JSNumber> getDims();

  @JSProperty
  public abstract TypedArray getData();

  public abstract void dispose();
}

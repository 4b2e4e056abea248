package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.TypedArray;

/** Overlay of {@code tf.Tensor}. */
public interface TfTensor extends JSObject {
  @JSProperty
  String getDtype();

  @JSProperty
  JSArrayReader<JSNumber> getShape();

  JSPromise<TypedArray> data();

  void dispose();
}

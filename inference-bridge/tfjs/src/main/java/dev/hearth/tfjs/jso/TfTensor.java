package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;

/** Overlay of {@code tf.Tensor}. */
public interface TfTensor extends JSObject {
  @JSProperty
  String getDtype();

  @JSProperty
  JSArrayReader<JSNumber> getShape();

  void dispose();
}

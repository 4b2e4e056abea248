package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code tf.MemoryInfo}. */
public interface TfMemoryInfo extends JSObject {
  @JSProperty
  int getNumTensors();

  @JSProperty
  double getNumBytes();
}

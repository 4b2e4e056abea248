package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;

/** Overlay of {@code tf.InferenceModel}: a GraphModel or a LayersModel. */
public abstract class TfModel implements JSObject {
  @JSProperty
  public abstract JSArrayReader<TfTensorInfo> getInputs();

  @JSProperty
  public abstract JSArrayReader<TfTensorInfo> getOutputs();

  public abstract void dispose();
}

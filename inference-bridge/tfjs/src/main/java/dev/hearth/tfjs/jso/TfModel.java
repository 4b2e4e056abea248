package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/** Overlay of {@code tf.InferenceModel}: a GraphModel or a LayersModel. */
public abstract class TfModel implements JSObject {
  @JSProperty
  public abstract JSArrayReader<TfTensorInfo> getInputs();

  @JSProperty
  public abstract JSArrayReader<TfTensorInfo> getOutputs();

  /** Runs a layers model, or a graph model without control flow; what it throws is a rejection. */
  @JSBody(
      params = {"model", "inputs"},
      script =
          "return Promise.resolve().then("
              + "() => [].concat(model.predict(inputs.length == 1 ? inputs[0] : inputs)));")
  public static native JSPromise<JSArrayReader<TfTensor>> predict(
      TfModel model, JSArrayReader<TfTensor> inputs);

  /** Runs a graph model, control flow included. */
  @JSBody(
      params = {"model", "inputs"},
      script = "return model.executeAsync(inputs).then(result => [].concat(result));")
  public static native JSPromise<JSArrayReader<TfTensor>> executeAsync(
      TfModel model, JSArrayReader<TfTensor> inputs);

  public abstract void dispose();
}

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

  /**
   * Runs the model. A graph with control flow refuses predict and names executeAsync instead;
   * whatever else is thrown is a rejection.
   */
  @JSBody(
      params = {"model", "inputs"},
      script =
          "return Promise.resolve()"
              + ".then(() => model.predict(inputs.length == 1 ? inputs[0] : inputs))"
              + ".catch(e => {"
              + "  if (!('' + e.message).includes('executeAsync')) throw e;"
              + "  return model.executeAsync(inputs);"
              + "})"
              + ".then(result => [].concat(result));")
  public static native JSPromise<JSArrayReader<TfTensor>> execute(
      TfModel model, JSArrayReader<TfTensor> inputs);

  public abstract void dispose();
}

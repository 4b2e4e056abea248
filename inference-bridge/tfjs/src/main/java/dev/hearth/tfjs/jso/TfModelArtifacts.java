package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Overlay of {@code tf.io.ModelArtifacts}. */
public abstract class TfModelArtifacts implements JSObject {
  /** Returns all that the model.json says, with the weights its manifest names. */
  @JSBody(
      params = {"json", "weightSpecs", "weightData"},
      script =
          "return Object.assign({}, json, {weightSpecs: weightSpecs, weightData: weightData});")
  public static native TfModelArtifacts create(
      TfModelJson json, JSArray<JSObject> weightSpecs, ArrayBuffer weightData);
}

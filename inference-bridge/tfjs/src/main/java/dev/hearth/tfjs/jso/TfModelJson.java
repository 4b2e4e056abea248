package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.typedarrays.Uint8Array;

/** Overlay of {@code tf.io.ModelJSON}, the content of a model.json. */
public abstract class TfModelJson implements JSObject {
  @JSBody(params = "bytes", script = "return JSON.parse(new TextDecoder().decode(bytes));")
  public static native TfModelJson parse(Uint8Array bytes);

  @JSProperty
  public abstract JSArrayReader<TfWeightsManifestEntry> getWeightsManifest();

  /** Returns true for a graph model; older files do not name their format. */
  @JSBody(
      params = "json",
      script = "return json.format ? json.format == 'graph-model' : !!json.modelTopology.node;")
  public static native boolean isGraph(TfModelJson json);
}

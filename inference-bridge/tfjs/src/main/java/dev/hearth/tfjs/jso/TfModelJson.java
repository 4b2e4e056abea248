package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;

/** Overlay of {@code tf.io.ModelJSON}, the content of a model.json. */
public abstract class TfModelJson implements JSObject {
  @JSBody(params = "text", script = "return JSON.parse(text);")
  public static native TfModelJson parse(String text);

  @JSProperty
  public abstract JSArrayReader<TfWeightsManifestEntry> getWeightsManifest();
}

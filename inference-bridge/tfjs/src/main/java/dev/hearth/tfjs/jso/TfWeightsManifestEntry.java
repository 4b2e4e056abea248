package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;

/** Overlay of {@code tf.io.WeightsManifestGroupConfig}. */
public interface TfWeightsManifestEntry extends JSObject {
  @JSProperty
  JSArrayReader<JSString> getPaths();

  @JSProperty
  JSArrayReader<JSObject> getWeights();
}

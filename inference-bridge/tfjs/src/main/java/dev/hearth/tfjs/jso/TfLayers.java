package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Overlay of the layers-model loader's module. */
public abstract class TfLayers implements JSObject {
  @JSBody(params = "url", script = "return import(url);")
  public static native JSPromise<TfLayers> load(String url);

  public abstract JSPromise<TfModel> loadLayersModel(TfIoHandler handler);
}

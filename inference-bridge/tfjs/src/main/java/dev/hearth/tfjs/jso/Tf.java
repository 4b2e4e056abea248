package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.TypedArray;

/** Overlay of TensorFlow.js's core module with the graph-model loader. */
public abstract class Tf implements JSObject {
  @JSBody(params = "url", script = "return import(url);")
  public static native JSPromise<Tf> load(String url);

  public abstract JSPromise<JSBoolean> setBackend(String backendName);

  public abstract String getBackend();

  public abstract TfTensor tensor(TypedArray values, JSArrayReader<JSNumber> shape, String dtype);

  public abstract JSPromise<TfModel> loadGraphModel(TfIoHandler handler);

  @JSProperty
  public abstract TfIo getIo();
}

package dev.hearth.tfjs.jso;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;

/** Overlay of TensorFlow.js's core module with the graph-model loader. */
public abstract class Tf implements JSObject {
  @JSBody(params = "url", script = "return import(url);")
  public static native JSPromise<Tf> load(String url);

  @JSProperty
  public abstract String getVersion();

  public abstract TfEnvironment env();

  public abstract TfMemoryInfo memory();

  public abstract JSPromise<JSBoolean> setBackend(String backendName);

  public abstract @Nullable String getBackend();

  public abstract TfBackend findBackend(String name);
}

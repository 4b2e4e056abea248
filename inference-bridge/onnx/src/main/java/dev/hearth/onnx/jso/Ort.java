package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** Overlay of onnxruntime-web's module. */
public abstract class Ort implements JSObject {
  @JSBody(params = "url", script = "return import(url);")
  public static native JSPromise<Ort> load(String url);

  @JSProperty
  public abstract OrtEnv getEnv();

  @JSProperty("InferenceSession")
  public abstract OrtInferenceSessionFactory getInferenceSession();

  @JSProperty("Tensor")
  public abstract OrtTensorFactory getTensor();
}

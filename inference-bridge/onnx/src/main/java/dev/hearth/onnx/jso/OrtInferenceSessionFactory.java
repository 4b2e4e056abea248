package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Uint8Array;

/** Overlay of {@code ort.InferenceSession}, the constructor. */
public interface OrtInferenceSessionFactory extends JSObject {
  JSPromise<OrtInferenceSession> create(Uint8Array model, OrtSessionOptions options);
}

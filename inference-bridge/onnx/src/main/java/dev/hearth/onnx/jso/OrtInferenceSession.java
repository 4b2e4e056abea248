package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/** Overlay of an {@code InferenceSession}. */
public interface OrtInferenceSession extends JSObject {
  @JSProperty
  JSArrayReader<OrtValueMetadata> getInputMetadata();

  @JSProperty
  JSArrayReader<OrtValueMetadata> getOutputMetadata();

  JSPromise<JSMapLike<OrtTensor>> run(JSMapLike<OrtTensor> feeds);

  JSPromise<JSUndefined> release();
}

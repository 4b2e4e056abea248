package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/** Overlay of an {@code InferenceSession}. */
public interface OrtInferenceSession extends JSObject {
  @JSProperty
  JSArrayReader<JSString> getInputNames();

  @JSProperty
  JSArrayReader<JSString> getOutputNames();

  /** Throws in the webgl build. */
  @JSProperty
  JSArrayReader<OrtValueMetadata> getInputMetadata();

  /** Throws in the webgl build. */
  @JSProperty
  JSArrayReader<OrtValueMetadata> getOutputMetadata();

  JSPromise<JSMapLike<OrtTensor>> run(JSMapLike<OrtTensor> feeds);

  JSPromise<JSMapLike<OrtTensor>> run(JSMapLike<OrtTensor> feeds, JSArrayReader<JSString> fetches);

  JSPromise<JSMapLike<OrtTensor>> run(
      JSMapLike<OrtTensor> feeds, JSArrayReader<JSString> fetches, OrtRunOptions options);

  JSPromise<JSUndefined> release();

  void startProfiling();

  void endProfiling();
}

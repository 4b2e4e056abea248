package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code ort.env.webgl}. */
public interface OrtWebGlFlags extends JSObject {
  @JSProperty
  void setContextId(String contextId);

  @JSProperty
  OrtWebGlContext getContext();

  @JSProperty
  void setMatmulMaxBatchSize(int matmulMaxBatchSize);

  @JSProperty
  void setTextureCacheMode(String textureCacheMode);

  @JSProperty
  void setPack(boolean pack);

  @JSProperty
  void setAsync(boolean async);
}

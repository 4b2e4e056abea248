package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code ort.env.versions}. */
public interface OrtVersions extends JSObject {
  @JSProperty
  String getCommon();

  @JSProperty
  String getWeb();
}

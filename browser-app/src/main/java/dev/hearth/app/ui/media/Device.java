package dev.hearth.app.ui.media;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code MediaDeviceInfo}. */
public interface Device extends JSObject {
  @JSProperty
  String getDeviceId();

  @JSProperty
  String getLabel();
}

package dev.hearth.app.ui.sounds;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of one of the {@code Segments} of hearth.d.ts. */
interface Segment extends JSObject {
  @JSProperty
  double getStartSeconds();

  @JSProperty
  double getEndSeconds();
}

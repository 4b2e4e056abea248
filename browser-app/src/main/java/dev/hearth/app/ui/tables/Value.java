package dev.hearth.app.ui.tables;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code Value} of hearth.d.ts. */
interface Value extends JSObject {
  @JSProperty
  double getValue();

  @JSProperty
  String getUnit();
}

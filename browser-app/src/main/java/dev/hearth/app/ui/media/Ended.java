package dev.hearth.app.ui.media;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Hears that a camera or microphone ended by itself. */
@JSFunctor
public interface Ended extends JSObject {
  void ended();
}

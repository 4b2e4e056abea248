package dev.hearth.app.ui.kit;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Ends a view that another program of the page shows. */
@JSFunctor
public interface Leave extends JSObject {
  void leave();
}

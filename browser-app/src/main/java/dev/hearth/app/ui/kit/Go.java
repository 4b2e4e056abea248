package dev.hearth.app.ui.kit;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Opens another view of the page; passed from one program of the page to another. */
@JSFunctor
public interface Go extends JSObject {
  /** Opens what an address of the page shows, such as {@code ?view=runs}. */
  void to(String href);
}

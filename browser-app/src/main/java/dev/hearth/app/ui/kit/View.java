package dev.hearth.app.ui.kit;

import org.teavm.jso.dom.html.HTMLElement;

/** What fills the page below its header. */
public interface View {
  /** Returns the view's element, always the same. */
  HTMLElement element();

  /** Ends everything the view holds: workers, camera, microphone, listeners. */
  void leave();

  /** Told once the page itself is on this device. */
  default void installed() {}

  /** Told after something was asked for, or sent. */
  default void asked() {}
}

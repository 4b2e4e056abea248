package dev.hearth.app.ui.bench;

import org.teavm.jso.dom.html.HTMLElement;

/** What a person uses an opened model by: its inputs, on a stage. */
public interface TaskView {
  /** Returns the view's element, always the same. */
  HTMLElement element();

  /** Shows the first way to give an input; the element is in the page. */
  void enter();

  /** Ends everything the view holds: camera, microphone, listeners. */
  void leave();
}

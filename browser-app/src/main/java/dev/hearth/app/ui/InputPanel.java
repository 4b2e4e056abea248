package dev.hearth.app.ui;

import org.teavm.jso.dom.html.HTMLElement;

/** One way to give the model an input; fills the stage. */
interface InputPanel {
  HTMLElement element();

  /** Returns how to get a prediction here. */
  String hint();

  /** The panel is shown: whatever input it holds is predicted again. */
  void enter();

  /** The panel or the page is hidden: camera and microphone stop. May be called at any time. */
  void leave();

  /** Light became dark, or dark light. */
  default void themeChanged() {}
}

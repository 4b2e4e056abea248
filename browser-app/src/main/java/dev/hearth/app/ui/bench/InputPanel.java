package dev.hearth.app.ui.bench;

/** One way to give the model an input; fills the stage. */
public interface InputPanel {
  /** Returns how to get a prediction here. */
  String hint();

  /** The panel is shown: whatever input it holds is predicted again. */
  void enter();

  /** The panel or the page is hidden: camera and microphone stop. May be called at any time. */
  void leave();

  /** Light became dark, or dark light. */
  default void themeChanged() {}
}

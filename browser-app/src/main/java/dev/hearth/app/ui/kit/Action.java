package dev.hearth.app.ui.kit;

/** What a button does. Must not block: blocking work goes through {@link dev.hearth.js.Tasks}. */
public interface Action {
  void run();
}

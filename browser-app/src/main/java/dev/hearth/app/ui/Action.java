package dev.hearth.app.ui;

/** What a button does. Must not block: blocking work goes through {@link dev.hearth.js.Tasks}. */
interface Action {
  void run();
}

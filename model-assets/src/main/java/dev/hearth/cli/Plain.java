package dev.hearth.cli;

import dev.hearth.model.Scratch;

/** Messages with words from files, fit for a terminal. */
final class Plain {
  private Plain() {}

  /** Returns a text on one line, without what a terminal would take for an order. */
  static String text(String text) {
    return Scratch.bare(text).replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "\ufffd");
  }
}

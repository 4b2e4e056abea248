package dev.hearth.cli;

/** Text that comes from files, fit for a terminal. */
final class Plain {
  private Plain() {}

  /** Returns a text on one line, without what a terminal would take for an order. */
  static String text(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "\ufffd");
  }
}

package dev.hearth.app.ui.texts;

import java.util.ArrayList;
import java.util.List;

/** The lines of a text. */
final class Lines {
  private Lines() {}

  /** Returns the lines that say something, without the spaces around them. */
  static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      String line = text.substring(at, end).trim();
      if (!line.isEmpty()) {
        lines.add(line);
      }
      at = end + 1;
    }
    return lines;
  }
}

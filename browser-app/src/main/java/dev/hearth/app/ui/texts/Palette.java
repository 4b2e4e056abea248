package dev.hearth.app.ui.texts;

import java.util.ArrayList;
import java.util.List;

/** A colour for each label, the same in every text. */
final class Palette {
  /** The colours that texts.css has; a ninth label has the first one again. */
  private static final int COLOURS = 8;

  private final List<String> labels = new ArrayList<>();

  /** Makes one that begins with a model's labels. */
  Palette(List<String> labels) {
    for (String label : labels) {
      if (!label.equals("O")) {
        colour(label);
      }
    }
  }

  /** Returns the number of a label's colour, from 0. */
  int colour(String label) {
    String name = label.startsWith("B-") || label.startsWith("I-") ? label.substring(2) : label;
    int at = 0;
    while (at < labels.size() && !labels.get(at).equals(name)) {
      at++;
    }
    if (at == labels.size()) {
      labels.add(name);
    }
    return at % COLOURS;
  }
}

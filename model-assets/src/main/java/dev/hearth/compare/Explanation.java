package dev.hearth.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes that bring a package nearer to the other side, or all the way.
 *
 * @param hypotheses what was done otherwise, in the order of the steps
 * @param difference what remains
 */
record Explanation(List<Hypothesis> hypotheses, Difference difference) {
  Explanation {
    hypotheses = List.copyOf(hypotheses);
  }

  List<Edit> edits() {
    return edits(hypotheses);
  }

  static List<Edit> edits(List<Hypothesis> hypotheses) {
    List<Edit> out = new ArrayList<>();
    for (Hypothesis hypothesis : hypotheses) {
      out.addAll(hypothesis.edits());
    }
    return out;
  }
}

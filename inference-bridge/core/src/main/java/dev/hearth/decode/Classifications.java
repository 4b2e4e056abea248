package dev.hearth.decode;

import java.util.ArrayList;
import java.util.List;

/** A probability for every class of a model. */
public final class Classifications {
  private final List<String> labels;
  private final double[] probabilities;

  /**
   * Makes a result.
   *
   * @param labels the classes' names
   * @param probabilities 0 to 1, one a label; copied
   */
  public Classifications(List<String> labels, double[] probabilities) {
    if (labels.size() != probabilities.length) {
      throw new IllegalArgumentException(
          "Expected a probability for each of "
              + labels.size()
              + " labels, found "
              + probabilities.length);
    }
    this.labels = List.copyOf(labels);
    this.probabilities = probabilities.clone();
  }

  /** Returns the most probable classes, best first; the lower index first where two are equal. */
  public List<Classification> top(int count) {
    List<Classification> best = new ArrayList<>();
    boolean[] taken = new boolean[probabilities.length];
    while (best.size() < Math.min(count, probabilities.length)) {
      int next = -1;
      for (int i = 0; i < probabilities.length; i++) {
        if (!taken[i] && (next < 0 || probabilities[i] > probabilities[next])) {
          next = i;
        }
      }
      taken[next] = true;
      best.add(new Classification(next, labels.get(next), probabilities[next]));
    }
    return best;
  }

  /** Returns a copy of the probabilities, in the labels' order. */
  public double[] probabilities() {
    return probabilities.clone();
  }
}

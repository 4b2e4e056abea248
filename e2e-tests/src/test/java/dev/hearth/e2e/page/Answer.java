package dev.hearth.e2e.page;

import java.util.List;

/**
 * The prediction that the page shows.
 *
 * @param count how many predictions were shown before this one, and this one
 * @param labels best first; none where nothing was predicted
 * @param probabilities one for each label
 */
public record Answer(long count, List<String> labels, List<Double> probabilities) {
  /** Returns the best label, or "nothing". */
  public String label() {
    return labels.isEmpty() ? "nothing" : labels.get(0);
  }

  /** Returns the best label's probability, or 0. */
  public double probability() {
    return probabilities.isEmpty() ? 0 : probabilities.get(0);
  }

  @Override
  public String toString() {
    return label() + " " + Math.round(probability() * 1000) / 10.0 + " %";
  }
}

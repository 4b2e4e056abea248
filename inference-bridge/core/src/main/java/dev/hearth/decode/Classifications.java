package dev.hearth.decode;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
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

  /**
   * Returns what a model's output says.
   *
   * @param output float32, one value a label whatever its axes
   * @param activation what turns the values into probabilities
   * @throws InferenceException MANIFEST_INVALID if there are more or fewer values than labels
   */
  public static Classifications of(Tensor output, Activation activation, List<String> labels) {
    if (output instanceof FloatTensor floats && floats.values().length == labels.size()) {
      return new Classifications(labels, activation.apply(floats.values()));
    }
    throw new InferenceException(
        Code.MANIFEST_INVALID,
        "Expected a float32 output with a value for each of "
            + labels.size()
            + " labels, found "
            + output.type().id()
            + output.shape());
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

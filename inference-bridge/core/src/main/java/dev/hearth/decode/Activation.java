package dev.hearth.decode;

import dev.hearth.json.Names;
import dev.hearth.tensor.PortableMath;

/** What is still to be done to a model's output before it is a probability a class. */
public enum Activation {
  /** The values are probabilities already. */
  NONE,
  /** The values are logits of classes that exclude each other. */
  SOFTMAX,
  /** The values are logits of classes that do not. */
  SIGMOID;

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }

  /**
   * Returns probabilities, in double arithmetic: softmax is {@code exp(x - max) / sum}, sigmoid is
   * {@code 1 / (1 + exp(-x))}.
   *
   * @param values one a class, finite; not changed
   */
  public double[] apply(float[] values) {
    double[] out = new double[values.length];
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      if (this == NONE) {
        out[i] = values[i];
      } else if (this == SOFTMAX) {
        out[i] = PortableMath.exp(values[i] - max);
      } else {
        out[i] = 1 / (1 + PortableMath.exp(-1.0 * values[i]));
      }
      sum += out[i];
    }
    for (int i = 0; this == SOFTMAX && i < out.length; i++) {
      out[i] /= sum;
    }
    return out;
  }
}

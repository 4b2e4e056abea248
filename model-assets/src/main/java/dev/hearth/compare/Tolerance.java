package dev.hearth.compare;

import dev.hearth.tensor.Tensor;

/**
 * When two tensors count as the same.
 *
 * @param abs difference allowed of a value
 * @param rel the same as a part of the expected value
 * @param mean mean difference allowed
 * @param bias mean difference allowed with its sign: rounding has none
 */
record Tolerance(double abs, double rel, double mean, double bias) {
  private static final double LEVELS = 255;

  /** Returns the tolerance of whole numbers. */
  static Tolerance exact() {
    return new Tolerance(0, 0, 0, 0);
  }

  static Tolerance of(double abs, double rel) {
    return new Tolerance(abs, rel, Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** Returns the tolerance of pictures: two decoders' and resizers' rounding of 8-bit levels. */
  static Tolerance ofPicture(Tensor expected) {
    double level = range(expected) / LEVELS;
    return new Tolerance(2 * level, 0, 0.5 * level, 0.1 * level);
  }

  /** Returns the tolerance of sounds: the noise of 32-bit transforms. */
  static Tolerance ofSound(Tensor expected) {
    double range = range(expected);
    return new Tolerance(0.01 * range, 0, 5e-4 * range, 2e-4 * range);
  }

  /** Returns the largest value less the smallest; 1 where all are equal. */
  static double range(Tensor tensor) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < tensor.shape().elementCount(); i++) {
      least = Math.min(least, tensor.at(i));
      most = Math.max(most, tensor.at(i));
    }
    return most > least ? most - least : 1;
  }
}

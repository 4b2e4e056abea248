package dev.hearth.variants.tfjs;

/**
 * Numbers between two ends as whole steps from the lower one, as TensorFlow.js reads them: {@code
 * steps * scale + min}. Where zero lies between the ends it is met exactly.
 *
 * @param min what no step stands for
 * @param scale a step
 * @param steps how many there are
 */
record AffineRange(double min, double scale, int steps) {

  /** Returns the range of numbers from {@code least} to {@code largest}. */
  static AffineRange of(double least, double largest, int steps) {
    if (least == largest) {
      return new AffineRange(least, 1, steps);
    }
    double scale = (largest - least) / steps;
    double min = least <= 0 && largest >= 0 ? -Math.rint(-least / scale) * scale : least;
    return new AffineRange(min, scale, steps);
  }

  /** Returns the nearest step. */
  int step(double value) {
    return (int) Math.max(0, Math.min(steps, Math.rint((value - min) / scale)));
  }

  /** Returns what TensorFlow.js makes of a step. */
  float value(int step) {
    return (float) (step * scale + min);
  }
}

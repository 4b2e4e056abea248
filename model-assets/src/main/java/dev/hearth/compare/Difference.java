package dev.hearth.compare;

import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How far a tensor is from the expected one.
 *
 * @param max the largest difference of a value
 * @param mean the mean of all differences
 * @param bias the mean with their signs
 * @param relative the root of the mean square, as a part of the expected values' range: 0 for the
 *     same, about 0.3 for something else altogether
 * @param agrees whether it is within the tolerance
 */
public record Difference(double max, double mean, double bias, double relative, boolean agrees) {

  /**
   * Returns the difference of two tensors value by value, whatever their axes, or null where they
   * have different numbers of values.
   */
  static @Nullable Difference of(Tensor actual, Tensor expected, Tolerance tolerance) {
    int count = expected.shape().elementCount();
    if (actual.shape().elementCount() != count || count == 0) {
      return null;
    }
    double max = 0;
    double sum = 0;
    double signed = 0;
    double squares = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    boolean within = true;
    float[] a = actual instanceof FloatTensor floats ? floats.values() : null;
    float[] b = expected instanceof FloatTensor floats ? floats.values() : null;
    for (int i = 0; i < count; i++) {
      double found = a == null ? actual.at(i) : a[i];
      double wanted = b == null ? expected.at(i) : b[i];
      if (found == wanted) {
        least = Math.min(least, wanted);
        most = Math.max(most, wanted);
        continue;
      }
      double difference = found - wanted;
      double size = Math.abs(difference);
      // Written so that NaN is no agreement.
      within &= size <= tolerance.abs() + tolerance.rel() * Math.abs(wanted);
      max = Math.max(max, size);
      sum += size;
      signed += difference;
      squares += difference * difference;
      least = Math.min(least, wanted);
      most = Math.max(most, wanted);
    }
    double range = most > least ? most - least : 1;
    return new Difference(
        max,
        sum / count,
        signed / count,
        Math.sqrt(squares / count) / range,
        within && sum / count <= tolerance.mean() && Math.abs(signed / count) <= tolerance.bias());
  }
}

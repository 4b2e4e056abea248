package dev.hearth.compare;

import dev.hearth.decode.Activation;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Why a model's output is not the other side's although the inputs are the same. */
final class OutputCauses {
  private static final int MAX_CLASSES = 100_000;

  private OutputCauses() {}

  /**
   * Returns words for what the other side's output is of this one; empty where nothing is known.
   */
  static String words(
      String name, Map<String, Tensor> fetches, FloatTensor expected, Tolerance tolerance) {
    for (Map.Entry<String, Tensor> other : fetches.entrySet()) {
      if (!other.getKey().equals(name) && same(other.getValue(), expected, tolerance)) {
        return "these are the values of the model's output " + other.getKey();
      }
    }
    Tensor actual = fetches.get(name);
    if (actual == null || actual.shape().elementCount() != expected.values().length) {
      return "";
    }
    float[] here = Preprocesses.floats(actual).values();
    for (Activation activation : List.of(Activation.SOFTMAX, Activation.SIGMOID)) {
      if (same(rows(here, actual.shape(), activation), expected, tolerance)) {
        return activation.id()
            + " was done to the model's output there (the golden holds"
            + " probabilities, the model gives logits)";
      }
      if (same(
          FloatTensor.of(expected.shape(), here),
          rows(expected.values(), expected.shape(), activation),
          tolerance)) {
        return "the model does a "
            + activation.id()
            + " that was not done there (the golden holds logits, the model gives probabilities)";
      }
    }
    return reordered(here, expected.values(), tolerance)
        ? "these are the same values in another order: the classes are in another order there"
        : "";
  }

  private static FloatTensor rows(float[] values, Shape shape, Activation activation) {
    int width = shape.rank() == 0 ? 1 : Math.max(1, shape.size(shape.rank() - 1));
    float[] out = new float[values.length];
    for (int row = 0; row + width <= values.length; row += width) {
      double[] probabilities = activation.apply(Arrays.copyOfRange(values, row, row + width));
      for (int i = 0; i < width; i++) {
        out[row + i] = (float) probabilities[i];
      }
    }
    return FloatTensor.of(Shape.of(values.length), out);
  }

  private static boolean reordered(float[] here, float[] there, Tolerance tolerance) {
    if (here.length > MAX_CLASSES || here.length < 2) {
      return false;
    }
    float[] a = here.clone();
    float[] b = there.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    Shape shape = Shape.of(a.length);
    return same(FloatTensor.of(shape, a), FloatTensor.of(shape, b), tolerance);
  }

  private static boolean same(Tensor actual, Tensor expected, Tolerance tolerance) {
    Difference difference = Difference.of(actual, expected, tolerance);
    return difference != null && difference.agrees();
  }
}

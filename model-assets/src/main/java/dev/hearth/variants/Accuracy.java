package dev.hearth.variants;

import dev.hearth.goldens.GoldenSet;
import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a variant's answers differ from the goldens.
 *
 * @param largest the largest difference
 * @param mean the mean difference
 * @param loss the largest difference as a share of the largest magnitude of its output; infinite
 *     where a number is missing or not finite
 * @param agreeing rows of classes whose first class is that of the golden
 * @param rows how many there are; 0 for a model without
 */
public record Accuracy(double largest, double mean, double loss, int agreeing, int rows) {

  /** Runs the goldens' cases. */
  public static Accuracy measure(GoldenSet goldens, InferenceSession session) {
    Sum sum = new Sum();
    for (GoldenCase golden : goldens.cases()) {
      Map<String, Tensor> feeds = new LinkedHashMap<>();
      for (GoldenTensor input : golden.inputs()) {
        feeds.put(input.name(), tensor(goldens, input));
      }
      Map<String, Tensor> fetches = session.run(feeds);
      for (GoldenTensor output : golden.outputs()) {
        Tensor actual = fetches.get(output.name());
        if (actual == null || !actual.shape().equals(output.shape())) {
          sum.loss = Double.POSITIVE_INFINITY;
        } else {
          sum.add(tensor(goldens, output), actual);
        }
      }
    }
    return new Accuracy(
        sum.largest,
        sum.values == 0 ? 0 : sum.differences / sum.values,
        sum.loss,
        sum.agreeing,
        sum.rows);
  }

  private static Tensor tensor(GoldenSet goldens, GoldenTensor place) {
    return TensorReader.read(place.type(), place.shape(), goldens.data(), place.offset());
  }

  private static final class Sum {
    private double largest;
    private double differences;
    private long values;
    private double loss;
    private int agreeing;
    private int rows;

    void add(Tensor expected, Tensor actual) {
      double furthest = 0;
      double magnitude = 0;
      for (int i = 0; i < expected.shape().elementCount(); i++) {
        double difference =
            expected.at(i) == actual.at(i) ? 0 : Math.abs(expected.at(i) - actual.at(i));
        if (!(difference < Double.POSITIVE_INFINITY)) {
          loss = Double.POSITIVE_INFINITY;
          continue;
        }
        furthest = Math.max(furthest, difference);
        differences += difference;
        values++;
        if (Math.abs(expected.at(i)) < Double.POSITIVE_INFINITY) {
          magnitude = Math.max(magnitude, Math.abs(expected.at(i)));
        }
      }
      largest = Math.max(largest, furthest);
      loss = Math.max(loss, furthest == 0 ? 0 : furthest / magnitude);
      int classes = classes(expected);
      for (int from = 0; classes > 1 && from < expected.shape().elementCount(); from += classes) {
        agreeing += first(expected, from, classes) == first(actual, from, classes) ? 1 : 0;
        rows++;
      }
    }

    /** Returns the last axis of [N, classes] or [N, classes, 1, 1], else 0. */
    private static int classes(Tensor tensor) {
      Shape shape = tensor.shape();
      int rank = shape.rank();
      while (rank > 2 && shape.size(rank - 1) == 1) {
        rank--;
      }
      boolean rows = tensor.type() == ElementType.FLOAT32 && rank == 2;
      return rows ? shape.size(rank - 1) : 0;
    }

    private static int first(Tensor tensor, int from, int classes) {
      int first = from;
      for (int i = from; i < from + classes; i++) {
        if (tensor.at(i) > tensor.at(first)) {
          first = i;
        }
      }
      return first;
    }
  }
}

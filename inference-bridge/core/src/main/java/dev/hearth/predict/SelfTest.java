package dev.hearth.predict;

import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.Numbers;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs a model's goldens on this device: the answer here must be the answer of the engine that made
 * them.
 */
public final class SelfTest {
  private final Goldens goldens;
  private final byte[] data;

  /**
   * Makes the test of a package.
   *
   * @param goldens the cases
   * @param data the bytes of {@link Goldens#data()}, checked; shared
   */
  public SelfTest(Goldens goldens, byte[] data) {
    this.goldens = goldens;
    this.data = data;
  }

  /**
   * Runs every case, for weights as the goldens were computed with.
   *
   * @throws InferenceException SELF_TEST_FAILED at the first value outside the tolerance, naming it
   */
  public SelfTestReport run(InferenceSession session) {
    return run(session, 0);
  }

  /**
   * Runs every case.
   *
   * @param tolerance what more a value may differ by, as a share of its output's largest magnitude:
   *     {@link dev.hearth.manifest.Variant#tolerance()}
   * @throws InferenceException SELF_TEST_FAILED at the first value outside the tolerance, naming it
   */
  public SelfTestReport run(InferenceSession session, double tolerance) {
    int values = 0;
    double maxAbsDiff = 0;
    for (GoldenCase golden : goldens.cases()) {
      Map<String, Tensor> fetches = session.run(feeds(golden));
      for (GoldenTensor expected : golden.outputs()) {
        Tensor actual = fetches.get(expected.name());
        if (actual == null || !actual.shape().equals(expected.shape())) {
          throw failed(
              golden,
              expected.name() + " of shape " + expected.shape(),
              actual == null
                  ? "outputs " + String.join(", ", fetches.keySet())
                  : "shape " + actual.shape());
        }
        maxAbsDiff = Math.max(maxAbsDiff, compare(golden, expected, actual, tolerance));
        values += expected.shape().elementCount();
      }
    }
    return new SelfTestReport(goldens.cases().size(), values, maxAbsDiff);
  }

  private Map<String, Tensor> feeds(GoldenCase golden) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    for (GoldenTensor input : golden.inputs()) {
      feeds.put(input.name(), tensor(input));
    }
    return feeds;
  }

  private double compare(GoldenCase golden, GoldenTensor place, Tensor actual, double tolerance) {
    Tensor expected = tensor(place);
    double abs = goldens.abs();
    if (tolerance > 0) {
      abs += tolerance * largest(expected);
    }
    double maxAbsDiff = 0;
    for (int i = 0; i < place.shape().elementCount(); i++) {
      double difference = Math.abs(actual.at(i) - expected.at(i));
      // Written so that NaN fails.
      if (!(difference <= abs + goldens.rel() * Math.abs(expected.at(i)))
          && actual.at(i) != expected.at(i)) {
        throw failed(
            golden,
            place.name() + "[" + i + "] = " + Numbers.text(expected.at(i)),
            Numbers.text(actual.at(i)));
      }
      maxAbsDiff = Math.max(maxAbsDiff, difference);
    }
    return maxAbsDiff;
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (int i = 0; i < tensor.shape().elementCount(); i++) {
      double value = Math.abs(tensor.at(i));
      if (value < Double.POSITIVE_INFINITY) {
        largest = Math.max(largest, value);
      }
    }
    return largest;
  }

  private InferenceException failed(GoldenCase golden, String expected, String found) {
    return new InferenceException(
        Code.SELF_TEST_FAILED,
        "Self-test case "
            + golden.id()
            + ": expected "
            + expected
            + " (by "
            + goldens.engine()
            + "), found "
            + found);
  }

  private Tensor tensor(GoldenTensor place) {
    try {
      return TensorReader.read(place.type(), place.shape(), data, place.offset());
    } catch (IllegalArgumentException e) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "Golden " + place.name() + ": " + e.getMessage(), e);
    }
  }
}

package dev.hearth.predict;

/**
 * How long the steps of one prediction took.
 *
 * @param preprocessMs from the input to the feeds, in milliseconds
 * @param runMs inside the runtime, in milliseconds
 * @param postprocessMs from the outputs to the result, in milliseconds
 */
public record Timings(double preprocessMs, double runMs, double postprocessMs) {
  /** Returns the sum of the three, in milliseconds. */
  public double totalMs() {
    return preprocessMs + runMs + postprocessMs;
  }
}

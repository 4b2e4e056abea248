package dev.hearth.variants;

/** How far stored weights are from those that were trained. */
public final class WeightError {
  private double largest;
  private double squaredError;
  private double squared;

  /** Adds the weights of a tensor. */
  public void add(double trained, double stored) {
    double error = Math.abs(trained - stored);
    largest = Math.max(largest, error);
    squaredError += error * error;
    squared += trained * trained;
  }

  /** Returns the largest error. */
  public double largest() {
    return largest;
  }

  /** Returns the root of the mean squared error, as a share of that of the weights. */
  public double relative() {
    return squared == 0 ? 0 : Math.sqrt(squaredError / squared);
  }
}

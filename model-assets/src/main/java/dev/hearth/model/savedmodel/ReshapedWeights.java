package dev.hearth.model.savedmodel;

import java.io.IOException;
import java.io.OutputStream;

/** The values of a constant, in the same order, as ones of another shape. */
final class ReshapedWeights implements Weights {
  private final Weights values;
  private final int[] shape;

  private ReshapedWeights(Weights values, int[] shape) {
    this.values = values;
    this.shape = shape;
  }

  /** Returns the values in a shape of as many elements, not one inside another. */
  static ReshapedWeights of(Weights values, int... shape) {
    Weights first = values instanceof ReshapedWeights reshaped ? reshaped.values : values;
    return new ReshapedWeights(first, shape.clone());
  }

  @Override
  public String dtype() {
    return values.dtype();
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public long bytes() {
    return values.bytes();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    values.writeTo(out);
  }
}

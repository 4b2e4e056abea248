package dev.hearth.model.savedmodel;

import java.io.IOException;
import java.io.OutputStream;

/** The values of a constant, in the same order, as ones of another shape. */
final class ReshapedWeights implements Weights {
  private final Weights values;
  private final int[] shape;

  ReshapedWeights(Weights values, int... shape) {
    this.values = values;
    this.shape = shape.clone();
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

package dev.hearth.tensor;

/** A tensor of float64 elements. */
public final class DoubleTensor implements Tensor {
  private final Shape shape;
  private final double[] values;

  private DoubleTensor(Shape shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements as the array
   */
  public static DoubleTensor of(Shape shape, double... values) {
    shape.checkCount(values.length);
    return new DoubleTensor(shape, values);
  }

  /** Returns the elements, row-major, shared with this tensor. */
  public double[] values() {
    return values;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public ElementType type() {
    return ElementType.FLOAT64;
  }

  @Override
  public double at(int index) {
    return values[index];
  }
}

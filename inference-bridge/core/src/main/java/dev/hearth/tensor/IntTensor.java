package dev.hearth.tensor;

/** A tensor of int32 elements. */
public final class IntTensor implements Tensor {
  private final Shape shape;
  private final int[] values;

  private IntTensor(Shape shape, int[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements as the array
   */
  public static IntTensor of(Shape shape, int... values) {
    shape.checkCount(values.length);
    return new IntTensor(shape, values);
  }

  /** Returns the elements, row-major, shared with this tensor. */
  public int[] values() {
    return values;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public ElementType type() {
    return ElementType.INT32;
  }

  @Override
  public double at(int index) {
    return values[index];
  }
}

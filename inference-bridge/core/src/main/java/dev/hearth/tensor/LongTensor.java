package dev.hearth.tensor;

/** A tensor of int64 elements. */
public final class LongTensor implements Tensor {
  private final Shape shape;
  private final long[] values;

  private LongTensor(Shape shape, long[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements as the array
   */
  public static LongTensor of(Shape shape, long... values) {
    shape.checkCount(values.length);
    return new LongTensor(shape, values);
  }

  /** Returns the elements, row-major, shared with this tensor. */
  public long[] values() {
    return values;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public ElementType type() {
    return ElementType.INT64;
  }

  @Override
  public double at(int index) {
    return values[index];
  }
}

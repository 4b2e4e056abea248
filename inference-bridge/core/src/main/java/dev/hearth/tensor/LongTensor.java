package dev.hearth.tensor;

/** A tensor of int64 elements, or of uint64 (read as 0 to 2^64 - 1). */
public final class LongTensor implements Tensor {
  private final ElementType type;
  private final Shape shape;
  private final long[] values;

  private LongTensor(ElementType type, Shape shape, long[] values) {
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements as the array
   */
  public static LongTensor of(Shape shape, long... values) {
    return of(ElementType.INT64, shape, values);
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the type is neither int64 nor uint64, or the shape does not
   *     have as many elements as the array
   */
  public static LongTensor of(ElementType type, Shape shape, long... values) {
    if (type != ElementType.INT64 && type != ElementType.UINT64) {
      throw new IllegalArgumentException("Expected int64 or uint64, found " + type.id());
    }
    shape.checkCount(values.length);
    return new LongTensor(type, shape, values);
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
    return type;
  }

  @Override
  public double at(int index) {
    double value = values[index];
    return type == ElementType.UINT64 && value < 0 ? value + 0x1p64 : value;
  }
}

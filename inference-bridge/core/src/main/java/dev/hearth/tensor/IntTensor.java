package dev.hearth.tensor;

/** A tensor of int32 elements, or of uint32 (read as 0 to 4294967295). */
public final class IntTensor implements Tensor {
  private final ElementType type;
  private final Shape shape;
  private final int[] values;

  private IntTensor(ElementType type, Shape shape, int[] values) {
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements as the array
   */
  public static IntTensor of(Shape shape, int... values) {
    return of(ElementType.INT32, shape, values);
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the type is neither int32 nor uint32, or the shape does not
   *     have as many elements as the array
   */
  public static IntTensor of(ElementType type, Shape shape, int... values) {
    if (type != ElementType.INT32 && type != ElementType.UINT32) {
      throw new IllegalArgumentException("Expected int32 or uint32, found " + type.id());
    }
    shape.checkCount(values.length);
    return new IntTensor(type, shape, values);
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
    return type;
  }

  @Override
  public double at(int index) {
    return type == ElementType.UINT32 ? values[index] & 0xffffffffL : values[index];
  }
}

package dev.hearth.tensor;

/** A tensor of one-byte elements: int8, uint8 (read as 0 to 255) or bool (0 or 1). */
public final class ByteTensor implements Tensor {
  private final ElementType type;
  private final Shape shape;
  private final byte[] values;

  private ByteTensor(ElementType type, Shape shape, byte[] values) {
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the type is not of one byte, or the shape does not have as
   *     many elements as the array
   */
  public static ByteTensor of(ElementType type, Shape shape, byte... values) {
    if (type.bytes() != 1) {
      throw new IllegalArgumentException("Expected int8, uint8 or bool, found " + type.id());
    }
    shape.checkCount(values.length);
    return new ByteTensor(type, shape, values);
  }

  /** Returns the elements, row-major, shared with this tensor. */
  public byte[] values() {
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
    return type == ElementType.INT8 ? values[index] : values[index] & 0xff;
  }
}

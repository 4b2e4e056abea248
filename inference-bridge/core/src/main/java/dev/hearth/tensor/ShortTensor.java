package dev.hearth.tensor;

/**
 * A tensor of two-byte elements: int16, uint16 (read as 0 to 65535) or float16 (IEEE half bits).
 */
public final class ShortTensor implements Tensor {
  private final ElementType type;
  private final Shape shape;
  private final short[] values;

  private ShortTensor(ElementType type, Shape shape, short[] values) {
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the type is not of two bytes, or the shape does not have as
   *     many elements as the array
   */
  public static ShortTensor of(ElementType type, Shape shape, short... values) {
    if (type.bytes() != 2) {
      throw new IllegalArgumentException("Expected int16, uint16 or float16, found " + type.id());
    }
    shape.checkCount(values.length);
    return new ShortTensor(type, shape, values);
  }

  /** Returns the elements, row-major, shared with this tensor. */
  public short[] values() {
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
    return switch (type) {
      case FLOAT16 -> Float16.toDouble(values[index]);
      case UINT16 -> values[index] & 0xffff;
      default -> values[index];
    };
  }
}

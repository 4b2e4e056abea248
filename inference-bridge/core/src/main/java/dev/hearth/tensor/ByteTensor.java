package dev.hearth.tensor;

/**
 * A tensor of one-byte elements: int8, uint8 (read as 0 to 255) or bool (0 or 1); or of int4 and
 * uint4, two elements to a byte.
 */
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
   * @throws IllegalArgumentException if the type is not of one byte or of half a byte, or the shape
   *     does not take as many bytes as the array has
   */
  public static ByteTensor of(ElementType type, Shape shape, byte... values) {
    if (type.isPacked()) {
      int bytes = type.bytes(shape.elementCount());
      if (values.length != bytes) {
        throw new IllegalArgumentException(
            "Expected " + bytes + " bytes for " + type.id() + shape + ", found " + values.length);
      }
      return new ByteTensor(type, shape, values);
    } else if (type.bytes() != 1) {
      throw new IllegalArgumentException(
          "Expected int8, uint8, bool, int4 or uint4, found " + type.id());
    }
    shape.checkCount(values.length);
    return new ByteTensor(type, shape, values);
  }

  /** Returns the elements' bytes, row-major, shared with this tensor. */
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
    return switch (type) {
      case INT8 -> values[index];
      case INT4 -> (half(index) ^ 8) - 8;
      case UINT4 -> half(index);
      default -> values[index] & 0xff;
    };
  }

  private int half(int index) {
    return values[index >> 1] >> (index % 2 * 4) & 0xf;
  }
}

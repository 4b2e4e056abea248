package dev.hearth.tensor;

/** Tensors from raw bytes: little endian, row-major, as goldens and ONNX store them. */
public final class TensorReader {
  private final byte[] data;

  private TensorReader(byte[] data) {
    this.data = data;
  }

  /**
   * Returns a tensor whose values are copied from {@code data}.
   *
   * @param offset the first byte
   * @throws IllegalArgumentException if the type is string, which has no such form, or the bytes
   *     end too early
   */
  public static Tensor read(ElementType type, Shape shape, byte[] data, int offset) {
    int count = shape.elementCount();
    int bytes = type.bytes(count);
    if (type == ElementType.STRING || offset < 0 || bytes > data.length - offset) {
      throw new IllegalArgumentException(
          "Expected "
              + type.id()
              + shape
              + " from byte "
              + offset
              + " of "
              + data.length
              + ", found "
              + (type == ElementType.STRING ? "text, which has no size" : "too few"));
    }
    TensorReader reader = new TensorReader(data);
    return switch (type) {
      case FLOAT32 -> FloatTensor.of(shape, reader.floats(offset, count));
      case FLOAT64 -> DoubleTensor.of(shape, reader.doubles(offset, count));
      case INT32, UINT32 -> IntTensor.of(type, shape, reader.ints(offset, count));
      case INT64, UINT64 -> LongTensor.of(type, shape, reader.longs(offset, count));
      case FLOAT16, INT16, UINT16 -> ShortTensor.of(type, shape, reader.shorts(offset, count));
      default -> {
        byte[] values = new byte[bytes];
        System.arraycopy(data, offset, values, 0, bytes);
        yield ByteTensor.of(type, shape, values);
      }
    };
  }

  private float[] floats(int offset, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.intBitsToFloat(int32(offset + 4 * i));
    }
    return values;
  }

  private double[] doubles(int offset, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Double.longBitsToDouble(int64(offset + 8 * i));
    }
    return values;
  }

  private int[] ints(int offset, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = int32(offset + 4 * i);
    }
    return values;
  }

  private long[] longs(int offset, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = int64(offset + 8 * i);
    }
    return values;
  }

  private short[] shorts(int offset, int count) {
    short[] values = new short[count];
    for (int i = 0; i < count; i++) {
      values[i] = (short) ((data[offset + 2 * i] & 0xff) | (data[offset + 2 * i + 1] << 8));
    }
    return values;
  }

  private long int64(int at) {
    return (int32(at) & 0xffffffffL) | ((long) int32(at + 4) << 32);
  }

  private int int32(int at) {
    return (data[at] & 0xff)
        | ((data[at + 1] & 0xff) << 8)
        | ((data[at + 2] & 0xff) << 16)
        | (data[at + 3] << 24);
  }
}

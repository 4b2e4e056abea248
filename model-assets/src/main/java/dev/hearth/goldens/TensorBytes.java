package dev.hearth.goldens;

import dev.hearth.tensor.ByteTensor;
import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Float16;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.ShortTensor;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tensor's values as bytes, little endian, and as other types. */
final class TensorBytes {
  private TensorBytes() {}

  /**
   * Returns the bytes of a tensor of numbers, for a byte an element or more.
   *
   * @throws IllegalArgumentException if it holds text
   */
  static byte[] of(Tensor tensor) {
    if (tensor instanceof ByteTensor bytes) {
      return bytes.values().clone();
    }
    ByteBuffer buffer =
        ByteBuffer.allocate(tensor.shape().elementCount() * tensor.type().bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    if (tensor instanceof FloatTensor floats) {
      buffer.asFloatBuffer().put(floats.values());
    } else if (tensor instanceof DoubleTensor doubles) {
      buffer.asDoubleBuffer().put(doubles.values());
    } else if (tensor instanceof IntTensor ints) {
      buffer.asIntBuffer().put(ints.values());
    } else if (tensor instanceof LongTensor longs) {
      buffer.asLongBuffer().put(longs.values());
    } else if (tensor instanceof ShortTensor shorts) {
      buffer.asShortBuffer().put(shorts.values());
    } else {
      throw new IllegalArgumentException("Expected numbers, found text");
    }
    return buffer.array();
  }

  /**
   * Returns the same values in another type.
   *
   * @throws IllegalArgumentException if a value does not fit it, or the type holds no single bytes
   */
  static Tensor as(ElementType type, Tensor tensor) {
    if (tensor instanceof StringTensor) {
      throw new IllegalArgumentException("Expected numbers, found text");
    } else if (tensor.type() == type) {
      return tensor;
    }
    int count = tensor.shape().elementCount();
    ByteBuffer out =
        ByteBuffer.allocate(Math.multiplyExact(count, Math.max(1, type.bytes())))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      double value = tensor.at(i);
      switch (type) {
        case FLOAT32 -> out.putFloat((float) value);
        case FLOAT16 -> out.putShort(Float16.of(value));
        case FLOAT64 -> out.putDouble(value);
        case INT8 -> out.put((byte) whole(value, -0x80, 0x7f));
        case UINT8 -> out.put((byte) whole(value, 0, 0xff));
        case BOOL -> out.put((byte) whole(value, 0, 1));
        case INT16 -> out.putShort((short) whole(value, -0x8000, 0x7fff));
        case UINT16 -> out.putShort((short) whole(value, 0, 0xffff));
        case INT32 -> out.putInt((int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        case UINT32 -> out.putInt((int) whole(value, 0, 0xffffffffL));
        // Doubles hold whole numbers exactly up to there.
        case INT64 -> out.putLong(whole(value, -(1L << 53), 1L << 53));
        case UINT64 -> out.putLong(whole(value, 0, 1L << 53));
        default ->
            throw new IllegalArgumentException(
                "Expected values of " + type.id() + ", found " + tensor.type().id());
      }
    }
    return TensorReader.read(type, tensor.shape(), out.array(), 0);
  }

  private static long whole(double value, long least, long most) {
    long whole = (long) value;
    if (whole != value || whole < least || whole > most) {
      throw new IllegalArgumentException(
          "Expected whole numbers of " + least + " to " + most + ", found " + value);
    }
    return whole;
  }
}

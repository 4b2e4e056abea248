package dev.hearth.goldens;

import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.model.BadInputException;
import dev.hearth.tensor.ByteTensor;
import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.ShortTensor;
import dev.hearth.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The values of golden tensors one after another, little endian, each at a multiple of 8 bytes. */
final class GoldenData {
  private static final int ALIGNMENT = 8;
  private static final int MAX_BYTES = 1 << 20;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a tensor's values and returns their place. */
  GoldenTensor add(String name, Tensor tensor) {
    return add(name, tensor.type(), tensor.shape(), bytes(tensor));
  }

  /** Adds values that are little endian already and returns their place. */
  GoldenTensor add(String name, ElementType type, Shape shape, byte[] values) {
    while (out.size() % ALIGNMENT != 0) {
      out.write(0);
    }
    int offset = out.size();
    out.writeBytes(values);
    return new GoldenTensor(name, type, shape, offset);
  }

  /** Returns true if one more case as large as those there would be too much to download. */
  boolean isFull(int cases) {
    return cases > 0 && out.size() + out.size() / cases > MAX_BYTES;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  private static byte[] bytes(Tensor tensor) {
    if (tensor instanceof ByteTensor bytes) {
      return bytes.values().clone();
    }
    ByteBuffer buffer =
        ByteBuffer.allocate(tensor.shape().elementCount() * tensor.type().bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    if (tensor instanceof FloatTensor floats) {
      buffer.asFloatBuffer().put(floats.values());
    } else if (tensor instanceof IntTensor ints) {
      buffer.asIntBuffer().put(ints.values());
    } else if (tensor instanceof LongTensor longs) {
      buffer.asLongBuffer().put(longs.values());
    } else if (tensor instanceof DoubleTensor doubles) {
      buffer.asDoubleBuffer().put(doubles.values());
    } else if (tensor instanceof ShortTensor shorts) {
      buffer.asShortBuffer().put(shorts.values());
    } else {
      throw new BadInputException("A golden cannot hold " + tensor.type().id());
    }
    return buffer.array();
  }
}

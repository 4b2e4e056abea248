package dev.hearth.goldens;

import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.source.BadInputException;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import java.io.ByteArrayOutputStream;

/** The values of golden tensors one after another, little endian, each at a multiple of 8 bytes. */
final class GoldenData {
  private static final int ALIGNMENT = 8;
  private static final int MAX_BYTES = 1 << 20;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a tensor's values and returns their place. */
  GoldenTensor add(String name, Tensor tensor) {
    if (tensor instanceof StringTensor) {
      throw new BadInputException("A golden cannot hold " + tensor.type().id());
    }
    return add(name, tensor.type(), tensor.shape(), TensorBytes.of(tensor));
  }

  /**
   * Refuses expected values that nothing can be compared with.
   *
   * @param what whose they are
   */
  static void checkFinite(Tensor expected, String what) {
    if (expected instanceof StringTensor) {
      return;
    }
    for (int i = 0; i < expected.shape().elementCount(); i++) {
      if (!Double.isFinite(expected.at(i))) {
        throw new BadInputException(
            what + " expects " + expected.at(i) + " at " + i + "; expected finite numbers");
      }
    }
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
}

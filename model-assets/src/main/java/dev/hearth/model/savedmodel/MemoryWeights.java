package dev.hearth.model.savedmodel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values in memory. */
final class MemoryWeights implements Weights {
  private final String dtype;
  private final int[] shape;
  private final byte[] values;

  MemoryWeights(String dtype, int[] shape, byte[] values) {
    this.dtype = dtype;
    this.shape = shape;
    this.values = values;
  }

  static MemoryWeights floats(int[] shape, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return new MemoryWeights("float32", shape, bytes.array());
  }

  static MemoryWeights integer(int value) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    return new MemoryWeights("int32", new int[0], bytes);
  }

  /** Returns the numbers of a float32 constant, which the caller knows to be few. */
  static float[] read(Weights weights) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    weights.writeTo(out);
    float[] values = new float[out.size() / Float.BYTES];
    ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  @Override
  public String dtype() {
    return dtype;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public long bytes() {
    return values.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(values);
  }
}

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

  static MemoryWeights floats(int[] shape, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new MemoryWeights("float32", shape, bytes.array());
  }

  static MemoryWeights integers(int[] shape, int[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return new MemoryWeights("int32", shape, bytes.array());
  }

  /** Returns a row of integers. */
  static MemoryWeights integers(int... values) {
    return integers(new int[] {values.length}, values);
  }

  static MemoryWeights integer(int value) {
    return integers(new int[0], new int[] {value});
  }

  /** Returns the numbers of a float32 or int32 constant, which the caller knows to be few. */
  static double[] numbers(Weights weights) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    weights.writeTo(out);
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[bytes.remaining() / Float.BYTES];
    boolean integers = weights.dtype().equals("int32");
    for (int i = 0; i < values.length; i++) {
      values[i] = integers ? bytes.getInt() : bytes.getFloat();
    }
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

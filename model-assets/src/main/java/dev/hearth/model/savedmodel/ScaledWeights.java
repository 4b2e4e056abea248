package dev.hearth.model.savedmodel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A kernel whose channels, along its last axes, are each multiplied by a factor. */
final class ScaledWeights implements Weights {
  private final Weights kernel;
  private final float[] factors;

  ScaledWeights(Weights kernel, float[] factors) {
    this.kernel = kernel;
    this.factors = factors;
  }

  @Override
  public String dtype() {
    return kernel.dtype();
  }

  @Override
  public int[] shape() {
    return kernel.shape();
  }

  @Override
  public long bytes() {
    return kernel.bytes();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    kernel.writeTo(new Multiplier(out));
  }

  /** Multiplies whole floats: those that write into it write no parts of one. */
  private final class Multiplier extends OutputStream {
    private final OutputStream out;
    private int next;

    Multiplier(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) {
      throw new UnsupportedOperationException("Expected whole numbers");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
      ByteBuffer values = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < length; i += Float.BYTES) {
        values.putFloat(i, values.getFloat(i) * factors[next]);
        next = (next + 1) % factors.length;
      }
      out.write(copy);
    }
  }
}

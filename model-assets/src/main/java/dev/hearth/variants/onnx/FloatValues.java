package dev.hearth.variants.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The values of a float32 tensor, read in pieces. */
interface FloatValues extends AutoCloseable {
  /** Most values read at once. */
  int PIECE = 1 << 16;

  /** Reads {@code count} values, at most {@link #PIECE}, from the element {@code first} on. */
  void read(long first, float[] to, int at, int count) throws IOException;

  @Override
  default void close() throws IOException {}

  /** Returns values in memory, shared. */
  static FloatValues of(float[] values) {
    return (first, to, at, count) -> System.arraycopy(values, (int) first, to, at, count);
  }

  /** Returns values in a file, little endian. */
  static FloatValues in(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    ByteBuffer buffer = ByteBuffer.allocateDirect(4 * PIECE).order(ByteOrder.LITTLE_ENDIAN);
    return new FloatValues() {
      @Override
      public void read(long first, float[] to, int at, int count) throws IOException {
        buffer.clear().limit(4 * count);
        long from = offset + 4 * first;
        while (buffer.hasRemaining()) {
          if (channel.read(buffer, from + buffer.position()) < 0) {
            throw new EOFException("The model's file became shorter while it was read");
          }
        }
        buffer.flip();
        buffer.asFloatBuffer().get(to, at, count);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}

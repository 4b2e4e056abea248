package dev.hearth.variants.tfjs;

import dev.hearth.model.SourceFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;

/** The bytes of a group of weights, which lie in its files one after another. */
final class WeightInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private final Iterator<SourceFile> files;
  private InputStream in = InputStream.nullInputStream();

  WeightInput(List<SourceFile> files) {
    this.files = files.iterator();
  }

  /** Takes values in pieces. */
  interface Values {
    /** Takes the first {@code count} of {@code values}, which change after. */
    void take(float[] values, int count) throws IOException;
  }

  /** Reads float32 values. */
  void floats(long count, Values values) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    float[] piece = new float[BUFFER_BYTES / Float.BYTES];
    for (long left = count; left > 0; left -= piece.length) {
      int now = (int) Math.min(piece.length, left);
      if (read(bytes, now * Float.BYTES) != now * Float.BYTES) {
        throw new EOFException("The weights end too early");
      }
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(piece, 0, now);
      values.take(piece, now);
    }
  }

  /** Passes that many bytes over. */
  void skip(long bytes) throws IOException {
    copy(bytes, OutputStream.nullOutputStream());
  }

  /** Copies that many bytes, or what is left of them. */
  void copy(long bytes, OutputStream out) throws IOException {
    byte[] piece = new byte[BUFFER_BYTES];
    long left = bytes;
    int read = 1;
    while (left > 0 && read > 0) {
      read = read(piece, (int) Math.min(piece.length, left));
      out.write(piece, 0, read);
      left -= read;
    }
  }

  /** Reads up to {@code length} bytes, fewer only at the end of the last file. */
  private int read(byte[] to, int length) throws IOException {
    int read = in.readNBytes(to, 0, length);
    while (read < length && files.hasNext()) {
      in.close();
      in = new BufferedInputStream(Files.newInputStream(files.next().file()), BUFFER_BYTES);
      read += in.readNBytes(to, read, length - read);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

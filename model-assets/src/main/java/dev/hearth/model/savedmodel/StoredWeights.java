package dev.hearth.model.savedmodel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers in a file of variables, converted on their way. */
final class StoredWeights implements Weights {
  private static final int CHUNK = 1 << 13;

  /** Opens the values. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  private final StoredType type;
  private final int[] shape;
  private final String what;
  private final Source source;

  StoredWeights(StoredType type, int[] shape, String what, Source source) {
    this.type = type;
    this.shape = shape;
    this.what = what;
    this.source = source;
  }

  @Override
  public String dtype() {
    return type.dtype();
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public long bytes() {
    return Shapes.count(shape, what) * (type == StoredType.BOOL ? 1 : Float.BYTES);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    ByteBuffer from = ByteBuffer.allocate(CHUNK * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer to = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (InputStream in = source.open()) {
      int found = in.readNBytes(from.array(), 0, from.capacity());
      while (found > 0) {
        from.clear().limit(found);
        to.clear();
        while (from.hasRemaining()) {
          type.convert(from, to, what);
        }
        out.write(to.array(), 0, to.position());
        found = in.readNBytes(from.array(), 0, from.capacity());
      }
    }
  }
}

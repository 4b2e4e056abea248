package dev.hearth.model.savedmodel;

import io.airlift.compress.snappy.SnappyDecompressor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A sorted table of keys and values in LevelDB's file format, as {@code variables.index} is:
 * prefix-compressed entries in blocks of their own checksum, then an index of those blocks, then a
 * footer that says where the index is.
 */
final class TensorTable {
  private static final int FOOTER = 48;
  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int TRAILER = 5;
  private static final int NO_COMPRESSION = 0;
  private static final int SNAPPY = 1;
  private static final int MOST_BYTES = 256 << 20;
  private static final int MASK_DELTA = 0xa282ead8;

  private final byte[] file;
  private final Map<String, byte[]> entries = new TreeMap<>();
  private long bytes;

  private TensorTable(byte[] file) {
    this.file = file;
  }

  /**
   * Returns a table's entries.
   *
   * @throws MalformedTableException if the bytes are no such table, or damaged
   */
  static Map<String, byte[]> read(byte[] file) throws MalformedTableException {
    TensorTable table = new TensorTable(file);
    try {
      table.read();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new MalformedTableException("it is cut short or damaged", e);
    }
    return table.entries;
  }

  private void read() throws MalformedTableException {
    if (file.length < FOOTER) {
      throw new MalformedTableException("it has " + file.length + " bytes", null);
    }
    ByteBuffer footer = buffer(file, file.length - FOOTER, FOOTER);
    if (footer.getLong(FOOTER - Long.BYTES) != MAGIC) {
      throw new MalformedTableException("it does not end as a table does", null);
    }
    handle(footer); // Of the filters, which TensorFlow leaves empty.
    ByteBuffer index = block(handle(footer));
    Map<String, byte[]> blocks = new TreeMap<>();
    entries(index, blocks);
    for (byte[] handle : blocks.values()) {
      entries(block(handle(ByteBuffer.wrap(handle))), entries);
    }
  }

  private record Handle(long offset, long size) {}

  private static Handle handle(ByteBuffer in) {
    return new Handle(varint(in), varint(in));
  }

  /** Returns a block's bytes, unpacked, without its trailer. */
  private ByteBuffer block(Handle handle) throws MalformedTableException {
    long end = handle.offset + handle.size + TRAILER;
    if (handle.offset < 0 || handle.size < 0 || handle.offset > file.length || end > file.length) {
      throw new MalformedTableException("a block lies outside of it", null);
    }
    int offset = (int) handle.offset;
    int size = (int) handle.size;
    CRC32C crc = new CRC32C();
    crc.update(file, offset, size + 1);
    if (mask(crc) != buffer(file, offset + size + 1, Integer.BYTES).getInt()) {
      throw new MalformedTableException("a checksum differs", null);
    }
    int kind = file[offset + size];
    if (kind == NO_COMPRESSION) {
      return buffer(file, offset, size);
    } else if (kind == SNAPPY) {
      return unpack(offset, size);
    }
    throw new MalformedTableException("it is compressed by an unknown method " + kind, null);
  }

  private ByteBuffer unpack(int offset, int size) throws MalformedTableException {
    try {
      int length = SnappyDecompressor.getUncompressedLength(file, offset);
      spend(length);
      byte[] out = new byte[length];
      int found = new SnappyDecompressor().decompress(file, offset, size, out, 0, length);
      return buffer(out, 0, found);
    } catch (RuntimeException e) {
      throw new MalformedTableException("a compressed block is damaged", e);
    }
  }

  /** Returns a checksum as LevelDB stores it. */
  static int mask(CRC32C crc) {
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }

  /** Adds a block's entries, whose keys share their beginnings. */
  private void entries(ByteBuffer block, Map<String, byte[]> out) throws MalformedTableException {
    int restarts = block.getInt(block.limit() - Integer.BYTES);
    long end = block.limit() - Integer.BYTES * (1L + restarts);
    if (restarts < 0 || end < 0) {
      throw new MalformedTableException("a block has " + restarts + " restarts", null);
    }
    block.limit((int) end);
    byte[] key = new byte[0];
    while (block.hasRemaining()) {
      int shared = size(block);
      int own = size(block);
      int length = size(block);
      if (shared > key.length || own > block.remaining()) {
        throw new MalformedTableException("a key is damaged", null);
      }
      spend((long) shared + own + Math.min(length, block.remaining()));
      key = Arrays.copyOf(key, shared + own);
      block.get(key, shared, own);
      byte[] value = new byte[Math.min(length, block.remaining())];
      block.get(value);
      if (value.length != length) {
        throw new MalformedTableException("a value is cut short", null);
      }
      out.put(new String(key, StandardCharsets.ISO_8859_1), value);
    }
  }

  private void spend(long more) throws MalformedTableException {
    bytes += more;
    if (more < 0 || bytes > MOST_BYTES) {
      throw new MalformedTableException("it holds more than " + MOST_BYTES + " bytes", null);
    }
  }

  private static ByteBuffer buffer(byte[] bytes, int offset, int length) {
    return ByteBuffer.wrap(bytes, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int size(ByteBuffer in) {
    long value = varint(in);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Expected a size, found " + value);
    }
    return (int) value;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("Expected a number of up to 64 bits");
  }
}

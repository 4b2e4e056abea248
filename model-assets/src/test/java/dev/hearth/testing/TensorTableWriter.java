package dev.hearth.testing;

import io.airlift.compress.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Writes a table in LevelDB's format, as TensorFlow writes the index of its variables. */
public final class TensorTableWriter {
  private static final int BLOCK_ENTRIES = 5;
  private static final int RESTART_INTERVAL = 2;
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final boolean snappy;

  private TensorTableWriter(boolean snappy) {
    this.snappy = snappy;
  }

  /** Returns a table, whose blocks but the index are compressed if {@code snappy}. */
  public static byte[] table(NavigableMap<String, byte[]> entries, boolean snappy) {
    return new TensorTableWriter(snappy).write(entries);
  }

  private byte[] write(NavigableMap<String, byte[]> entries) {
    TreeMap<String, byte[]> index = new TreeMap<>();
    TreeMap<String, byte[]> block = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      block.put(entry.getKey(), entry.getValue());
      if (block.size() == BLOCK_ENTRIES) {
        index.put(block.lastKey(), block(block, snappy));
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      index.put(block.lastKey(), block(block, snappy));
    }
    byte[] filters = block(new TreeMap<>(), false);
    byte[] blocks = block(index, false);
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    footer.writeBytes(filters);
    footer.writeBytes(blocks);
    file.writeBytes(Arrays.copyOf(footer.toByteArray(), 40));
    file.writeBytes(little(8).putLong(0xdb4775248b80fb57L).array());
    return file.toByteArray();
  }

  /** Writes a block and returns where it is. */
  private byte[] block(NavigableMap<String, byte[]> entries, boolean compress) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream restarts = new ByteArrayOutputStream();
    byte[] last = {};
    int count = 0;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      byte[] key = entry.getKey().getBytes(StandardCharsets.ISO_8859_1);
      int shared = 0;
      if (count % RESTART_INTERVAL == 0) {
        restarts.writeBytes(little(4).putInt(out.size()).array());
      } else {
        int differs = Arrays.mismatch(last, key);
        shared = differs < 0 ? key.length : differs;
      }
      varint(out, shared);
      varint(out, key.length - shared);
      varint(out, entry.getValue().length);
      out.write(key, shared, key.length - shared);
      out.writeBytes(entry.getValue());
      last = key;
      count++;
    }
    if (restarts.size() == 0) {
      restarts.writeBytes(new byte[4]);
    }
    out.writeBytes(restarts.toByteArray());
    out.writeBytes(little(4).putInt(restarts.size() / 4).array());
    return stored(compress ? compressed(out.toByteArray()) : out.toByteArray(), compress ? 1 : 0);
  }

  private byte[] stored(byte[] bytes, int kind) {
    ByteArrayOutputStream handle = new ByteArrayOutputStream();
    varint(handle, file.size());
    varint(handle, bytes.length);
    byte[] typed = Arrays.copyOf(bytes, bytes.length + 1);
    typed[bytes.length] = (byte) kind;
    file.writeBytes(typed);
    file.writeBytes(little(4).putInt(maskedCrc(typed)).array());
    return handle.toByteArray();
  }

  /** Returns the checksum that such tables store of some bytes. */
  public static int maskedCrc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long value = crc.getValue();
    return (int) (((value >>> 15) | (value << 17)) + 0xa282ead8L);
  }

  private static byte[] compressed(byte[] bytes) {
    SnappyCompressor compressor = new SnappyCompressor();
    byte[] out = new byte[compressor.maxCompressedLength(bytes.length)];
    int length = compressor.compress(bytes, 0, bytes.length, out, 0, out.length);
    return Arrays.copyOf(out, length);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}

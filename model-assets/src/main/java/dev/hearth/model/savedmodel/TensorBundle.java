package dev.hearth.model.savedmodel;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hearth.source.BadInputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;

/** The variables of a SavedModel: an index of tensors and the files their values are in. */
final class TensorBundle {
  private static final String INDEX = "variables.index";
  private static final long MOST_INDEX_BYTES = 64L << 20;
  private static final int MOST_SHARDS = 99_999;
  private static final int MOST_TEXT_BYTES = 64 << 20;
  private final Path folder;
  private final int shards;
  private final Map<String, byte[]> entries;

  private TensorBundle(Path folder, int shards, Map<String, byte[]> entries) {
    this.folder = folder;
    this.shards = shards;
    this.entries = entries;
  }

  /**
   * Returns the variables in a folder, which may have none.
   *
   * @throws BadInputException if its index is damaged
   */
  static TensorBundle open(Path folder) throws IOException {
    Path index = folder.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      return new TensorBundle(folder, 0, Map.of());
    }
    if (Files.size(index) > MOST_INDEX_BYTES) {
      throw new BadInputException(
          index + " has " + Files.size(index) + " bytes, expected up to " + MOST_INDEX_BYTES);
    }
    try {
      Map<String, byte[]> entries = TensorTable.read(Files.readAllBytes(index));
      byte[] first = entries.remove("");
      if (first == null) {
        throw new BadInputException(index + " has no header, not the index of a SavedModel");
      }
      BundleHeaderProto header = BundleHeaderProto.parseFrom(first);
      if (header.getEndianness() != BundleHeaderProto.Endianness.LITTLE) {
        throw new BadInputException(index + " is of big-endian numbers, expected little-endian");
      }
      if (header.getNumShards() < 0 || header.getNumShards() > MOST_SHARDS) {
        throw new BadInputException(
            index + " names " + header.getNumShards() + " files, expected up to " + MOST_SHARDS);
      }
      return new TensorBundle(folder, header.getNumShards(), entries);
    } catch (MalformedTableException e) {
      throw new BadInputException(index + " is not a TensorFlow index: " + e.getMessage(), e);
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(index + " has a damaged header", e);
    }
  }

  /** Returns true if there is a tensor of that key. */
  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Returns how many bytes the files of values have together. */
  long bytes() throws IOException {
    long bytes = 0;
    for (int shard = 0; shard < shards; shard++) {
      Path file = file(shard);
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  private Path file(int shard) {
    return folder.resolve(String.format(Locale.ROOT, "variables.data-%05d-of-%05d", shard, shards));
  }

  /** Returns how many tensors there are. */
  int size() {
    return entries.size();
  }

  /**
   * Returns a tensor, of which only the size has been checked so far.
   *
   * @throws BadInputException if there is none, or its values are not all there
   */
  Weights weights(String key) throws IOException {
    BundleEntryProto entry = entry(key);
    String what = "the variable " + key + " in " + folder;
    StoredType type = StoredType.of(entry.getDtype(), what);
    int[] shape = Shapes.of(entry.getShape(), what);
    long expected = Math.multiplyExact(Shapes.count(shape, what), (long) type.bytes());
    if (expected != entry.getSize()) {
      throw new BadInputException(
          what + " has " + entry.getSize() + " bytes, expected " + expected + " by its shape");
    }
    file(key, entry);
    return new StoredWeights(type, shape, what, () -> stream(key, entry));
  }

  /** Returns the one string in a tensor, or null where there is no such tensor. */
  byte @Nullable [] text(String key) throws IOException {
    if (!has(key)) {
      return null;
    }
    BundleEntryProto entry = entry(key);
    if (entry.getDtype() != DataType.DT_STRING
        || entry.getShape().getDimCount() != 0
        || entry.getSize() > MOST_TEXT_BYTES) {
      throw new BadInputException(folder + ": expected one text in " + key);
    }
    try (InputStream in = new BufferedInputStream(raw(file(key, entry), entry.getOffset()))) {
      byte[] all = in.readNBytes((int) entry.getSize());
      // A length as a varint, a checksum of the lengths, the text.
      int digits = 1;
      while (digits < all.length && all[digits - 1] < 0) {
        digits++;
      }
      int start = Math.min(digits + Integer.BYTES, all.length);
      return Arrays.copyOfRange(all, start, all.length);
    }
  }

  private BundleEntryProto entry(String key) {
    byte[] bytes = entries.get(key);
    if (bytes == null) {
      throw new BadInputException(folder + " has no variable " + key);
    }
    try {
      BundleEntryProto entry = BundleEntryProto.parseFrom(bytes);
      if (entry.getSlicesCount() > 0) {
        throw new BadInputException(
            folder + " has the variable " + key + " in slices; expected it whole");
      }
      return entry;
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(folder + " has a damaged entry for " + key, e);
    }
  }

  private Path file(String key, BundleEntryProto entry) throws IOException {
    Path file = file(entry.getShardId());
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "The variable "
              + key
              + " is in "
              + file.getFileName()
              + ", and there is no such file in "
              + folder);
    }
    long size = Files.size(file);
    if (entry.getSize() < 0
        || entry.getOffset() < 0
        || entry.getOffset() > size - entry.getSize()) {
      throw new BadInputException(
          file
              + " has "
              + size
              + " bytes, and the variable "
              + key
              + " should have "
              + entry.getSize()
              + " from byte "
              + entry.getOffset());
    }
    return file;
  }

  private static InputStream raw(Path file, long offset) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(offset);
      return in;
    } catch (EOFException e) {
      in.close();
      throw new BadInputException(file + " has become shorter meanwhile", e);
    }
  }

  private InputStream stream(String key, BundleEntryProto entry) throws IOException {
    Path file = file(key, entry);
    return new BufferedInputStream(
        new Checked(raw(file, entry.getOffset()), entry, "the variable " + key + " in " + file),
        1 << 16);
  }

  /** Gives a tensor's bytes and fails at their end if they are not those that were written. */
  private static final class Checked extends InputStream {
    private final InputStream in;
    private final String what;
    private final int expected;
    private final CRC32C crc = new CRC32C();
    private long left;

    Checked(InputStream in, BundleEntryProto entry, String what) {
      this.in = in;
      this.left = entry.getSize();
      this.expected = entry.getCrc32C();
      this.what = what;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int found = in.read(out, offset, (int) Math.min(length, left));
      if (found < 0) {
        throw new BadInputException(what + " has become shorter meanwhile");
      }
      crc.update(out, offset, found);
      left -= found;
      if (left == 0 && TensorTable.mask(crc) != expected) {
        throw new BadInputException(what + " is damaged: its checksum differs from the index's");
      }
      return found;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

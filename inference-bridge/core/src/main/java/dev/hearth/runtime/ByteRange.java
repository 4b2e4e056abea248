package dev.hearth.runtime;

/** A part of an array, shared with whoever has the array: where a shard's bytes go. */
public final class ByteRange {
  private final byte[] array;
  private final int offset;
  private final int length;

  /**
   * Makes a range over a part of an array.
   *
   * @throws IllegalArgumentException if the array has no such part
   */
  public ByteRange(byte[] array, int offset, int length) {
    if (offset < 0 || length < 0 || length > array.length - offset) {
      throw new IllegalArgumentException(
          "Expected a part of " + array.length + " bytes, found " + length + " from " + offset);
    }
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** Makes a range over a whole array. */
  public static ByteRange of(byte[] array) {
    return new ByteRange(array, 0, array.length);
  }

  /** Returns the array that this is a part of. */
  public byte[] array() {
    return array;
  }

  /** Returns the index of the first byte in the array. */
  public int offset() {
    return offset;
  }

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }
}

package dev.hearth.audio;

/** Keeps the newest floats of a stream. */
public final class RingBuffer {
  private final float[] values;
  private int next;
  private int size;

  /** Makes an empty buffer that keeps up to capacity values, at least 1. */
  public RingBuffer(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("expected a capacity of at least 1, found " + capacity);
    }
    values = new float[capacity];
  }

  public int capacity() {
    return values.length;
  }

  /** Returns how many values are kept: capacity once so many were written. */
  public int size() {
    return size;
  }

  /** Appends all values, dropping the oldest ones that no longer fit. */
  public void write(float[] source) {
    write(source, 0, source.length);
  }

  /** Appends source[from .. from + count - 1], dropping the oldest values that no longer fit. */
  public void write(float[] source, int from, int count) {
    if (from < 0 || count < 0 || count > source.length - from) {
      throw new IllegalArgumentException(
          "expected a part of " + source.length + " values, found " + count + " from " + from);
    }
    int kept = Math.min(count, values.length);
    int at = from + count - kept;
    int first = Math.min(kept, values.length - next);
    System.arraycopy(source, at, values, next, first);
    System.arraycopy(source, at + first, values, 0, kept - first);
    next = (next + kept) % values.length;
    size = Math.min(values.length, size + kept);
  }

  /** Returns the newest count values, oldest first; count is at most {@link #size()}. */
  public float[] newest(int count) {
    if (count < 0 || count > size) {
      throw new IllegalArgumentException("expected 0.." + size + " values, found " + count);
    }
    float[] result = new float[count];
    int start = (next - count + values.length) % values.length;
    int first = Math.min(count, values.length - start);
    System.arraycopy(values, start, result, 0, first);
    System.arraycopy(values, 0, result, first, count - first);
    return result;
  }

  /** Forgets everything. */
  public void clear() {
    next = 0;
    size = 0;
  }
}

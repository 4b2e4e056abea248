package dev.hearth.image;

import org.jspecify.annotations.Nullable;

/**
 * The pass across rows of three bands where no source pixel is under more than two output pixels,
 * as when {@link Filter#BOX}, {@link Filter#BILINEAR} and {@link Filter#HAMMING} shrink: each is
 * read once for both. The sums are those of {@link Resampler}: whole numbers have no order.
 */
final class PairedRows {
  private static final int HALF = 1 << (Resampler.PRECISION_BITS - 1);

  /** The first source pixel that matters. */
  private final int start;

  /** Where the source pixels of each output pixel end, from the first on, after two zeros. */
  private final int[] ends;

  /** The weights of each source pixel in the first output pixel it is under. */
  private final int[] own;

  /** Its weights in the next output pixel. */
  private final int[] next;

  private PairedRows(Axis axis) {
    int last = axis.first.length - 1;
    start = axis.first[0];
    ends = new int[last + 3];
    own = new int[axis.first[last] + axis.count[last] - start];
    next = new int[own.length];
  }

  /**
   * Returns the pass, or null where a pixel is under three.
   *
   * @param fixed weights of the axis in fixed point
   */
  static @Nullable PairedRows of(Axis axis, int[] fixed) {
    PairedRows rows = new PairedRows(axis);
    int[] ends = rows.ends;
    for (int x = 0; x < axis.first.length; x++) {
      int from = axis.first[x] - rows.start;
      int to = from + axis.count[x];
      int at = x * axis.taps - from;
      while (to > from && fixed[at + to - 1] == 0) {
        to--;
      }
      for (int p = from; p < to; p++) {
        int weight = fixed[at + p];
        if (p >= ends[x + 1]) {
          rows.own[p] = weight;
        } else if (p >= ends[x]) {
          rows.next[p] = weight;
        } else if (weight != 0) {
          return null;
        }
      }
      ends[x + 2] = Math.max(to, ends[x + 1]);
    }
    return rows;
  }

  /** Returns rows {@code top} to {@code bottom - 1}, packed. */
  byte[] apply(Pixels source, int top, int bottom) {
    byte[] in = source.samples;
    int[] ends = this.ends;
    int[] own = this.own;
    int[] next = this.next;
    int stride = source.stride;
    byte[] out = new byte[(ends.length - 2) * (bottom - top) * 3];
    int at = 0;
    for (int y = top; y < bottom; y++) {
      int p = (y * source.width + start) * stride;
      int i = 0;
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (int x = 2; x < ends.length; x++) {
        int nextRed = HALF;
        int nextGreen = HALF;
        int nextBlue = HALF;
        for (int end = ends[x]; i < end; i++, p += stride) {
          int weight = own[i];
          int nextWeight = next[i];
          int level = in[p] & 0xff;
          red += level * weight;
          nextRed += level * nextWeight;
          level = in[p + 1] & 0xff;
          green += level * weight;
          nextGreen += level * nextWeight;
          level = in[p + 2] & 0xff;
          blue += level * weight;
          nextBlue += level * nextWeight;
        }
        out[at] = Resampler.clip(red);
        out[at + 1] = Resampler.clip(green);
        out[at + 2] = Resampler.clip(blue);
        at += 3;
        red = nextRed;
        green = nextGreen;
        blue = nextBlue;
      }
    }
    return out;
  }
}

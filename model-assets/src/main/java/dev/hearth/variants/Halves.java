package dev.hearth.variants;

/** Float32 to half precision, for weights by the hundred million. */
public final class Halves {
  /** The largest finite half. */
  public static final float LARGEST = 65504;

  private Halves() {}

  /**
   * Returns the bits of the nearest half, ties to even; numbers beyond the largest half become
   * infinite.
   */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int size = bits & 0x7fffffff;
    if (size > 0x7f800000) {
      return (short) (sign | 0x7e00);
    } else if (size >= 0x477ff000) {
      return (short) (sign | 0x7c00);
    } else if (size < 0x38800000) {
      // Below the smallest normal half, steps of 2^-24: adding 0.5 leaves them as the last bits.
      float steps = Float.intBitsToFloat(size) + 0.5f;
      return (short) (sign | (Float.floatToRawIntBits(steps) - 0x3f000000));
    }
    int odd = size >>> 13 & 1;
    return (short) (sign | (size - 0x38000000 + 0xfff + odd) >>> 13);
  }

  /** Returns the number that half-precision bits stand for. */
  public static float toFloat(short half) {
    return (float) dev.hearth.tensor.Float16.toDouble(half);
  }
}

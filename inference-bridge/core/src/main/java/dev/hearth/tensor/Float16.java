package dev.hearth.tensor;

/**
 * Conversions to and from IEEE 754 binary16: 1 sign bit, 5 of exponent (bias 15), 10 of fraction.
 */
public final class Float16 {
  private static final int INFINITY = 0x7c00;
  private static final double SMALLEST = 1.0 / (1 << 24);

  private Float16() {}

  /** Returns the number that half-precision bits stand for, exactly. */
  public static double toDouble(short half) {
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    double size;
    if (exponent == 0x1f) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      size = fraction * SMALLEST;
    } else {
      size = (fraction | 0x400) * SMALLEST * (1 << (exponent - 1));
    }
    return half < 0 ? size * -1 : size;
  }

  /** Returns the bits of the half nearest to a number, ties to even, as NumPy rounds. */
  public static short of(double value) {
    int sign = value < 0 || 1 / value < 0 ? 0x8000 : 0;
    if (Double.isNaN(value)) {
      return (short) (INFINITY | 0x200);
    }
    double steps = Math.abs(value) / SMALLEST;
    int exponent = 0;
    while (steps >= 0x800 && exponent < 0x1f) {
      steps /= 2;
      exponent++;
    }
    if (exponent >= 0x1f) {
      return (short) (sign | INFINITY);
    }
    int whole = (int) steps;
    double rest = steps - whole;
    if (rest > 0.5 || (rest == 0.5 && (whole & 1) == 1)) {
      whole++;
    }
    // A carry out of the fraction lands in the exponent, up to infinity, as it should.
    int bits = whole < 0x400 ? whole : (exponent << 10) + whole;
    return (short) (sign | Math.min(bits, INFINITY));
  }
}

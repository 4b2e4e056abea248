package dev.hearth.audio;

/**
 * Elementary functions made of additions, multiplications and divisions.
 *
 * <p>Those of {@link Math} differ in the last place between the JVM and browsers; these do not, and
 * are right to 14 digits.
 */
final class Elementary {
  static final double LN_10 = 2.302585092994046;

  private static final double LN_2 = 0.6931471805599453;
  private static final double SQRT_2 = 1.4142135623730951;

  private Elementary() {}

  /** Returns the natural logarithm; negative infinity of 0, NaN of less. */
  static double log(double x) {
    if (!(x > 0)) {
      return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }
    double m = x;
    int k = 0;
    for (; m < 0x1p-96; k -= 96) {
      m *= 0x1p96;
    }
    for (; m > 0x1p96 && m <= Double.MAX_VALUE; k += 96) {
      m *= 0x1p-96;
    }
    if (m > 0x1p96) {
      return m;
    }
    // x = m * 2^k with m near 1: ln m = 2 artanh((m - 1) / (m + 1)).
    int exponent = (Float.floatToRawIntBits((float) m) >> 23) - 127;
    m *= Float.intBitsToFloat((127 - exponent) << 23);
    k += exponent;
    if (m > SQRT_2) {
      m *= 0.5;
      k++;
    }
    double s = (m - 1) / (m + 1);
    double q = s * s;
    double r = q * q;
    double p =
        1 / 11.0
            + q * (1 / 13.0)
            + r * (1 / 15.0 + q * (1 / 17.0) + r * (1 / 19.0 + q * (1 / 21.0)));
    p = 1 / 3.0 + q * (1 / 5.0) + r * (1 / 7.0 + q * (1 / 9.0) + r * p);
    return k * LN_2 + 2 * (s + s * q * p);
  }

  /** Returns e to the x, for x of -700 to 700. */
  static double exp(double x) {
    int k = (int) Math.floor(x / LN_2 + 0.5);
    double r = x - k * LN_2;
    double sum = 1;
    for (int n = 14; n > 0; n--) {
      sum = 1 + sum * r / n;
    }
    for (; k > 0; k--) {
      sum *= 2;
    }
    for (; k < 0; k++) {
      sum *= 0.5;
    }
    return sum;
  }

  /** Returns the sine of an angle in whole turns: sin(2 pi turns). */
  static double sin(double turns) {
    double t = turns - Math.floor(turns + 0.5);
    double part = Math.abs(t);
    part = part > 0.25 ? 0.5 - part : part;
    boolean cosine = part > 0.125;
    double x = (cosine ? 0.25 - part : part) * (2 * Math.PI);
    double sum = 1;
    for (int n = cosine ? 17 : 18; n > 0; n -= 2) {
      sum = 1 - sum * x * x / (n * (n + 1));
    }
    sum *= cosine ? 1 : x;
    return t < 0 ? -sum : sum;
  }

  /** Returns the cosine of an angle in whole turns. */
  static double cos(double turns) {
    return sin(turns + 0.25);
  }
}

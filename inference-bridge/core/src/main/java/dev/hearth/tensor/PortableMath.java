package dev.hearth.tensor;

/**
 * Exponential, logarithm, sine and cosine of the same bits wherever they run.
 *
 * <p>Those of {@link Math} differ in the last place between JVMs and browsers. Here only the basic
 * operations are used, which IEEE 754 defines to the bit. Exponential and logarithm are within one
 * unit in the last place, sine and cosine within three.
 */
public final class PortableMath {
  /** The natural logarithm of ten. */
  public static final double LN_10 = 2.302585092994046;

  // ln 2 and pi / 2 in parts with so many zeros at their ends that small multiples are exact.
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double QUARTER_HIGH = 0x1.921fb544p0;
  private static final double QUARTER_MIDDLE = 0x1.0b4611a6p-34;
  private static final double QUARTER_LOW = 0x1.3198a2e037073p-69;
  private static final double SQRT_2 = 1.4142135623730951;
  private static final double TWO_TO_100 = 0x1p100;

  private PortableMath() {}

  /** Returns e to the power of {@code x}. */
  public static double exp(double x) {
    if (!(x > -746 && x < 710)) {
      return x < 0 ? 0 : x * Double.POSITIVE_INFINITY;
    }
    // e^x = 2^k e^r with |r| <= ln 2 / 2; e^r as fdlibm's e_exp.c has it.
    int k = (int) (x / LN2_HIGH + (x < 0 ? -0.5 : 0.5));
    double high = x - k * LN2_HIGH;
    double low = k * LN2_LOW;
    double r = high - low;
    double t = r * r;
    double c =
        r
            - t
                * (0.16666666666666602
                    + t
                        * (-0.0027777777777015593
                            + t
                                * (6.613756321437934e-5
                                    + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
    double y = 1 - (low - r * c / (2 - c) - high);
    for (; k > 126; k -= 126) {
      y *= powerOfTwo(126);
    }
    for (; k < -126; k += 126) {
      y *= powerOfTwo(-126);
    }
    return y * powerOfTwo(k);
  }

  /** Returns the natural logarithm; NaN of what is less than 0. */
  public static double log(double x) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      return x == 0 ? Double.NEGATIVE_INFINITY : x < 0 ? Double.NaN : x;
    }
    // x = 2^k (1 + f) with 1 + f of sqrt(1/2) to sqrt(2); ln(1 + f) as fdlibm's e_log.c has it.
    double m = x;
    int k = 0;
    for (; m < 1 / TWO_TO_100; k -= 100) {
      m *= TWO_TO_100;
    }
    for (; m > TWO_TO_100; k += 100) {
      m /= TWO_TO_100;
    }
    int exponent = (Float.floatToRawIntBits((float) m) >> 23) - 127;
    m *= powerOfTwo(-exponent);
    k += exponent;
    if (m > SQRT_2) {
      m /= 2;
      k++;
    }
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double rest =
        z
            * (0.6666666666666735
                + z
                    * (0.3999999999940942
                        + z
                            * (0.2857142874366239
                                + z
                                    * (0.22222198432149784
                                        + z
                                            * (0.1818357216161805
                                                + z
                                                    * (0.15313837699209373
                                                        + z * 0.14798198605116586))))));
    double half = f * f / 2;
    return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
  }

  /** Returns the sine of an angle in radians, of -1e6 to 1e6. */
  public static double sin(double x) {
    return turned(x, 0);
  }

  /** Returns the cosine of an angle in radians, of -1e6 to 1e6. */
  public static double cos(double x) {
    return turned(x, 1);
  }

  /** Returns sin(x + quarters * pi / 2). */
  private static double turned(double x, int quarters) {
    double k = Math.floor(x / QUARTER_HIGH + 0.5);
    double r = x - k * QUARTER_HIGH - k * QUARTER_MIDDLE - k * QUARTER_LOW;
    int turn = (int) k + quarters;
    int odd = turn & 1;
    // Taylor's series from its far end, of the sine r (1 - r^2 / (2 * 3) (1 - r^2 / (4 * 5) (1 -
    // ... and the cosine 1 - r^2 / (1 * 2) (1 - r^2 / (3 * 4) (1 - ...
    double square = r * r;
    double sum = 1;
    for (int n = 17 + odd; n > 1; n -= 2) {
      sum = 1 - sum * square / (n * (n - 1));
    }
    sum *= odd == 1 ? 1 : r;
    return (turn & 2) == 0 ? sum : sum * -1;
  }

  /** Returns 2 to the power of {@code exponent}, -126 to 127. */
  private static double powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + 127) << 23);
  }
}

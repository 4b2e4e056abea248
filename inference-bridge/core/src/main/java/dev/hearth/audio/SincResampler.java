package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;

/**
 * Changes the sample rate by band-limited interpolation: a sinc under a Hann window, six zero
 * crossings to each side, cut off at 0.99 of the lower Nyquist frequency. The numbers are those of
 * torchaudio.functional.resample with its defaults (lowpass_filter_width 6, rolloff 0.99,
 * sinc_interp_hann); sums are taken in double.
 *
 * <p>Output sample n lies at input time n * from / to = p + r / to', where to' is the rate without
 * the common divisor. Each remainder r has its own taps, made when first needed. Not for use by two
 * threads at a time.
 */
public final class SincResampler {
  private static final int ZERO_CROSSINGS = 6;
  private static final double ROLLOFF = 0.99;

  private final int from;
  private final int to;
  private final double cutoff;
  private final int reach;
  private final double[][] taps;

  /**
   * Prepares the change between two rates.
   *
   * @param fromHz rate of the input, at least 1
   * @param toHz rate of the output, at least 1
   */
  public SincResampler(int fromHz, int toHz) {
    if (fromHz < 1 || toHz < 1) {
      throw new IllegalArgumentException(
          "expected sample rates of at least 1 Hz, found " + fromHz + " and " + toHz);
    }
    int divisor = greatestCommonDivisor(fromHz, toHz);
    from = fromHz / divisor;
    to = toHz / divisor;
    cutoff = Math.min(from, to) * ROLLOFF;
    reach = (int) Math.ceil(ZERO_CROSSINGS * from / cutoff);
    taps = new double[to][];
  }

  /** Returns the whole input at the new rate: ceil(length * to / from) samples. */
  public float[] resample(float[] input) {
    if (from == to) {
      return input.clone();
    }
    float[] output = new float[outputLength(input.length)];
    int position = 0;
    int remainder = 0;
    for (int n = 0; n < output.length; n++) {
      output[n] = (float) at(input, input.length, position, remainder);
      remainder += from;
      position += remainder / to;
      remainder %= to;
    }
    return output;
  }

  /**
   * Returns the value at time position + remainder / to, taking the input as zero outside
   * 0..length-1.
   */
  double at(float[] input, int length, int position, int remainder) {
    double[] weights = taps[remainder];
    if (weights == null) {
      weights = makeTaps(remainder);
      taps[remainder] = weights;
    }
    int first = position - reach;
    int begin = Math.max(0, -first);
    int end = Math.min(weights.length, length - first);
    double sum = 0;
    for (int k = begin; k < end; k++) {
      sum += weights[k] * input[first + k];
    }
    return sum;
  }

  /** Returns the taps for input samples position - reach .. position + reach + 1. */
  private double[] makeTaps(int remainder) {
    double[] weights = new double[2 * reach + 2];
    double fraction = (double) remainder / to;
    for (int k = 0; k < weights.length; k++) {
      double t = cutoff * (k - reach - fraction) / from;
      if (Math.abs(t) < ZERO_CROSSINGS) {
        double window = PortableMath.cos(t * Math.PI / ZERO_CROSSINGS / 2);
        double angle = t * Math.PI;
        double sinc = angle == 0 ? 1 : PortableMath.sin(angle) / angle;
        weights[k] = sinc * window * window * cutoff / from;
      }
    }
    return weights;
  }

  /** Returns the number of input samples that count after a position: reach + 1. */
  int lookAhead() {
    return reach + 1;
  }

  int reach() {
    return reach;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  private int outputLength(int length) {
    double exact = Math.ceil((double) length * to / from);
    if (exact > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("expected fewer than 2^31 output samples");
    }
    return (int) exact;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}

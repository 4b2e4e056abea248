package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;

/**
 * Power spectrum of real frames by a radix-2 FFT of half the length, in double. The split of the
 * half-length transform into the real one follows Numerical Recipes, 12.3 (realft). Not for use by
 * two threads at a time.
 */
class Fft {
  private final int length;
  private final int half;

  /** Where each input goes before {@link #transform}. */
  final int[] order;

  /** Of 2 pi i / length. */
  final double[] cos;

  final double[] sin;
  final double[] re;
  final double[] im;

  /** Prepares transforms of the given length, a power of two of at least 4. */
  Fft(int length) {
    LogMelConfig.checkFftLength(length);
    this.length = length;
    half = length / 2;
    order = new int[half];
    for (int i = 1; i < half; i++) {
      order[i] = (order[i >> 1] >> 1) | ((i & 1) == 0 ? 0 : half >> 1);
    }
    cos = new double[half];
    sin = new double[half];
    for (int i = 0; i < half; i++) {
      double angle = 2 * Math.PI * i / length;
      cos[i] = PortableMath.cos(angle);
      sin[i] = PortableMath.sin(angle);
    }
    re = new double[half];
    im = new double[half];
  }

  /** Takes what transforms of an even length of another kind need. */
  Fft(int[] order, double[] cos, double[] sin) {
    length = cos.length;
    half = length / 2;
    this.order = order;
    this.cos = cos;
    this.sin = sin;
    re = new double[half];
    im = new double[half];
  }

  /**
   * Writes the squared magnitudes of bins 0..length/2.
   *
   * @param frame double[length], left as it is
   * @param power double[length / 2 + 1]
   */
  void power(double[] frame, double[] power) {
    if (frame.length != length || power.length != half + 1) {
      throw new IllegalArgumentException(
          "expected a frame of " + length + " samples, found " + frame.length);
    }
    // Browsers read fields anew in every round of a loop.
    double[] re = this.re;
    double[] im = this.im;
    double[] cos = this.cos;
    double[] sin = this.sin;
    int[] order = this.order;
    for (int i = 0; i < half; i++) {
      re[order[i]] = frame[2 * i];
      im[order[i]] = frame[2 * i + 1];
    }
    transform();
    double sum = re[0] + im[0];
    double difference = re[0] - im[0];
    power[0] = sum * sum;
    power[half] = difference * difference;
    for (int k = 1; k < half; k++) {
      int m = half - k;
      double evenRe = (re[k] + re[m]) / 2;
      double evenIm = (im[k] - im[m]) / 2;
      double oddRe = (im[k] + im[m]) / 2;
      double oddIm = (re[m] - re[k]) / 2;
      double x = evenRe + oddRe * cos[k] + oddIm * sin[k];
      double y = evenIm + oddIm * cos[k] - oddRe * sin[k];
      power[k] = x * x + y * y;
    }
  }

  /** Transforms re and im, in which the inputs are at their places, in place. */
  void transform() {
    double[] re = this.re;
    double[] im = this.im;
    for (int size = 2; size <= half; size *= 2) {
      int reach = size / 2;
      int step = length / size;
      for (int start = 0; start < half; start += size) {
        for (int j = 0; j < reach; j++) {
          int a = start + j;
          int b = a + reach;
          double c = cos[j * step];
          double s = sin[j * step];
          double x = re[b] * c + im[b] * s;
          double y = im[b] * c - re[b] * s;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }
}

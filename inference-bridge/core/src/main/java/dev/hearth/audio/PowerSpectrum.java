package dev.hearth.audio;

/** The squared magnitudes of a real frame's discrete Fourier transform. */
interface PowerSpectrum {
  /**
   * Writes the squared magnitudes of bins 0..length/2.
   *
   * @param frame double[length], left as it is
   * @param power double[length / 2 + 1]
   */
  void power(double[] frame, double[] power);

  /** Returns a transform of a length of at least 1; the fastest there is. */
  static PowerSpectrum of(int length) {
    return length >= 4 && (length & (length - 1)) == 0 ? new Fft(length) : new MixedFft(length);
  }
}

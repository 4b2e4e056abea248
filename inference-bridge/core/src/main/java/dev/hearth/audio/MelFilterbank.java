package dev.hearth.audio;

/**
 * Triangular filters with corners at equal steps of mel, sampled at the bins of an FFT, as in
 * librosa.filters.mel and torchaudio.functional.melscale_fbanks.
 */
final class MelFilterbank {
  private final int bins;
  private final int[] firstBin;
  private final double[][] weights;

  MelFilterbank(LogMelConfig config) {
    bins = config.fftLength() / 2 + 1;
    int bands = config.melBands();
    firstBin = new int[bands];
    weights = new double[bands][];
    MelScale scale = config.melScale();
    double low = scale.toMel(config.minHz());
    double step = (scale.toMel(config.maxHz()) - low) / (bands + 1);
    double hzPerBin = (double) config.sampleRateHz() / config.fftLength();
    for (int band = 0; band < bands; band++) {
      double left = scale.toHz(low + band * step);
      double middle = scale.toHz(low + (band + 1) * step);
      double right = scale.toHz(low + (band + 2) * step);
      double height = config.melNorm() == MelNorm.SLANEY ? 2 / (right - left) : 1;
      int first = (int) Math.ceil(left / hzPerBin);
      int last = Math.min(bins - 1, (int) Math.floor(right / hzPerBin));
      firstBin[band] = first;
      weights[band] = new double[Math.max(0, last - first + 1)];
      for (int bin = first; bin <= last; bin++) {
        double hz = bin * hzPerBin;
        double up = (hz - left) / (middle - left);
        double down = (right - hz) / (right - middle);
        weights[band][bin - first] = height * Math.max(0, Math.min(up, down));
      }
    }
  }

  /**
   * Takes filters made otherwise.
   *
   * @param bins of the spectrum
   * @param firstBin of each band
   * @param weights of each band, from its first bin on
   */
  MelFilterbank(int bins, int[] firstBin, double[][] weights) {
    this.bins = bins;
    this.firstBin = firstBin;
    this.weights = weights;
  }

  /** Writes the weighted sums of a power spectrum, double[bins], in all bands. */
  void apply(double[] power, double[] sums) {
    for (int band = 0; band < sums.length; band++) {
      sums[band] = apply(power, band);
    }
  }

  /** Returns the weighted sum of a power spectrum, double[bins], in one band. */
  double apply(double[] power, int band) {
    if (power.length != bins) {
      throw new IllegalArgumentException("expected " + bins + " bins, found " + power.length);
    }
    double[] filter = weights[band];
    int first = firstBin[band];
    double sum = 0;
    for (int i = 0; i < filter.length; i++) {
      sum += filter[i] * power[first + i];
    }
    return sum;
  }
}

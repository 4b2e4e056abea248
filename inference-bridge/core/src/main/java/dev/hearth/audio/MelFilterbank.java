package dev.hearth.audio;

import java.util.Arrays;

/**
 * Triangular filters with corners at equal steps of mel, sampled at the bins of an FFT, as in
 * librosa.filters.mel and torchaudio.functional.melscale_fbanks.
 */
final class MelFilterbank {
  private final int bins;
  private final int[] firstBin;
  private final double[][] weights;

  MelFilterbank(LogMelConfig config) {
    this(
        config.sampleRateHz(),
        config.fftLength(),
        config.melBands(),
        config.minHz(),
        config.maxHz(),
        config.melScale(),
        config.melNorm());
  }

  MelFilterbank(
      int sampleRateHz,
      int fftLength,
      int bands,
      double minHz,
      double maxHz,
      MelScale scale,
      MelNorm norm) {
    bins = fftLength / 2 + 1;
    firstBin = new int[bands];
    weights = new double[bands][];
    double low = scale.toMel(minHz);
    double step = (scale.toMel(maxHz) - low) / (bands + 1);
    double hzPerBin = (double) sampleRateHz / fftLength;
    for (int band = 0; band < bands; band++) {
      double left = scale.toHz(low + band * step);
      double middle = scale.toHz(low + (band + 1) * step);
      double right = scale.toHz(low + (band + 2) * step);
      double height = norm == MelNorm.SLANEY ? 2 / (right - left) : 1;
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

  private MelFilterbank(int bins, int[] firstBin, double[][] weights) {
    this.bins = bins;
    this.firstBin = firstBin;
    this.weights = weights;
  }

  /** Returns the filters of a configuration, none if it has no mel bands. */
  static MelFilterbank of(SpectralConfig config) {
    return config.kaldiMel
        ? kaldi(config)
        : new MelFilterbank(
            config.sampleRateHz,
            config.fftLength,
            config.melBands,
            config.minHz,
            config.maxHz,
            config.melScale,
            config.melNorm);
  }

  /** Kaldi's filters are triangles over mel, not hertz, and leave the last bin out. */
  private static MelFilterbank kaldi(SpectralConfig config) {
    int bins = config.fftLength / 2 + 1;
    double low = MelScale.HTK.toMel(config.minHz);
    double step = (MelScale.HTK.toMel(config.maxHz) - low) / (config.melBands + 1);
    double[][] weights = new double[config.melBands][bins];
    for (int bin = 0; bin < bins - 1; bin++) {
      double mel = MelScale.HTK.toMel((double) bin * config.sampleRateHz / config.fftLength);
      for (int band = 0; band < weights.length; band++) {
        double up = (mel - low) / step - band;
        weights[band][bin] = Math.max(0, Math.min(up, 2 - up));
      }
    }
    int[] firstBin = new int[weights.length];
    for (int band = 0; band < weights.length; band++) {
      int last = bins;
      while (last > 0 && weights[band][last - 1] == 0) {
        last--;
      }
      while (firstBin[band] < last && weights[band][firstBin[band]] == 0) {
        firstBin[band]++;
      }
      weights[band] = Arrays.copyOfRange(weights[band], firstBin[band], last);
    }
    return new MelFilterbank(bins, firstBin, weights);
  }

  /** Returns the weights with their zeros, float[bands, bins]. */
  float[] dense() {
    float[] out = new float[weights.length * bins];
    for (int band = 0; band < weights.length; band++) {
      for (int i = 0; i < weights[band].length; i++) {
        out[band * bins + firstBin[band] + i] = (float) weights[band][i];
      }
    }
    return out;
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

package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;

/**
 * Makes the filters of a {@link MelConfig}: as librosa.filters.mel, torchaudio's melscale_fbanks or
 * Kaldi's get_mel_banks, and the same on every platform.
 */
final class MelTriangles {
  private static final double HZ_PER_MEL = 200.0 / 3;

  /** ln(6.4) / 27. */
  private static final double LOG_STEP = 0.06875177742094912;

  private final MelConfig config;
  private final double hzPerBin;
  private final int bins;
  private final int[] firstBin;
  private final double[][] weights;

  private MelTriangles(MelConfig config, int sampleRateHz, int fftLength) {
    this.config = config;
    hzPerBin = (double) sampleRateHz / fftLength;
    bins = fftLength / 2 + 1;
    firstBin = new int[config.bands()];
    weights = new double[config.bands()][];
  }

  /** Returns the filters over the bins of a transform. */
  static MelFilterbank of(MelConfig config, int sampleRateHz, int fftLength) {
    config.checkRate(sampleRateHz);
    MelTriangles triangles = new MelTriangles(config, sampleRateHz, fftLength);
    triangles.make();
    return new MelFilterbank(triangles.bins, triangles.firstBin, triangles.weights);
  }

  private void make() {
    double low = toMel(config.minHz());
    double step = (toMel(config.maxHz()) - low) / (config.bands() + 1);
    for (int band = 0; band < weights.length; band++) {
      double left = low + band * step;
      double middle = low + (band + 1) * step;
      double right = low + (band + 2) * step;
      int first = (int) Math.ceil(toHz(left) / hzPerBin);
      int last = Math.min(bins - 1, (int) Math.floor(toHz(right) / hzPerBin));
      firstBin[band] = first;
      weights[band] = new double[Math.max(0, last - first + 1)];
      for (int bin = first; bin <= last; bin++) {
        weights[band][bin - first] =
            config.trianglesInMel()
                ? triangle(toMel(bin * hzPerBin), left, middle, right)
                : triangle(bin * hzPerBin, toHz(left), toHz(middle), toHz(right));
        if (config.norm() == MelNorm.SLANEY) {
          weights[band][bin - first] *= 2 / (toHz(right) - toHz(left));
        }
      }
    }
  }

  private static double triangle(double x, double left, double middle, double right) {
    return Math.max(0, Math.min((x - left) / (middle - left), (right - x) / (right - middle)));
  }

  // MelScale's formulas, which Math would make differ between platforms in the last place.

  private double toMel(double hz) {
    if (config.scale() == MelScale.HTK) {
      return 2595 / PortableMath.LN_10 * PortableMath.log(1 + hz / 700);
    }
    return hz < 1000 ? hz / HZ_PER_MEL : 15 + PortableMath.log(hz / 1000) / LOG_STEP;
  }

  private double toHz(double mel) {
    if (config.scale() == MelScale.HTK) {
      return 700 * (PortableMath.exp(mel * PortableMath.LN_10 / 2595) - 1);
    }
    return mel < 15 ? mel * HZ_PER_MEL : 1000 * PortableMath.exp((mel - 15) * LOG_STEP);
  }
}

package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;
import org.jspecify.annotations.Nullable;

/**
 * The spectral features of single frames: spectrum, mel bands, logarithm, cosine transform, as a
 * {@link FeatureConfig} says. Not for use by two threads at a time.
 */
final class SpectralFrames implements FrameFeatures {
  private final FeatureConfig config;
  private final SpectrumConfig spectrum;
  private final double[] window;

  /** Whether frames are only multiplied by the window, and that is as long as the transform. */
  private final boolean isPlain;

  private final MixedRadixFft fft;
  private final double[] frame;
  private final double[] power;
  private final @Nullable MelFilterbank filters;
  private final int bands;
  private final double[] banded;
  private final double[] cosines;
  private final float[] logs;

  /** Prepares the frames of a sound; {@link #frame} is for causal ones alone. */
  SpectralFrames(FeatureConfig config) {
    this.config = config;
    spectrum = config.spectrum();
    window = spectrum.window().values(spectrum.windowLength());
    for (int i = 0; i < window.length; i++) {
      window[i] *= spectrum.sampleScale();
    }
    int odd = spectrum.fftLength() & 1;
    int length = spectrum.fftLength() << odd;
    isPlain = !spectrum.removeMean() && spectrum.preemphasis() == 0 && window.length == length;
    fft = new MixedRadixFft(length);
    frame = new double[length];
    power = new double[length / 2 + 1];
    MelConfig mel = config.mel();
    filters =
        mel == null ? null : MelTriangles.of(mel, config.sampleRateHz(), spectrum.fftLength());
    bands = config.bands();
    banded = new double[bands];
    cosines = cosines(config.coefficients(), bands);
    logs = new float[bands];
  }

  /** Returns the DCT-II, orthonormal: double[coefficients * bands]. */
  private static double[] cosines(int coefficients, int bands) {
    double[] matrix = new double[coefficients * bands];
    for (int k = 0; k < coefficients; k++) {
      double norm = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
      for (int j = 0; j < bands; j++) {
        matrix[k * bands + j] =
            norm * PortableMath.cos(2 * Math.PI * k * (2.0 * j + 1) / (4.0 * bands));
      }
    }
    return matrix;
  }

  @Override
  public int windowLength() {
    return spectrum.reach();
  }

  @Override
  public int hopLength() {
    return spectrum.hopLength();
  }

  @Override
  public int width() {
    return config.width();
  }

  @Override
  public void frame(float[] samples, int from, float[] features, int to) {
    bands(samples, from + spectrum.firstSample(), logs, 0);
    finish(logs, 0, features, to);
  }

  /** Writes the logarithms of the frame at a place, maybe beyond the ends, to bandLogs[to..]. */
  void bands(float[] samples, int place, float[] bandLogs, int to) {
    boolean inside = place >= 0 && place + window.length <= samples.length;
    if (inside && isPlain) {
      fft.power(samples, place, window, power);
    } else {
      double[] frame = this.frame;
      for (int i = 0; i < window.length; i++) {
        frame[i] = inside ? samples[place + i] : spectrum.at(samples, place + i);
      }
      applyWindow();
      fft.power(frame, power);
    }
    finishSpectrum();
    if (filters != null) {
      filters.apply(power, banded);
    }
    config.log().apply(filters == null ? power : banded, bands, bandLogs, to);
  }

  /** Makes features[to..] of the logarithms at bandLogs[from..]. */
  void finish(float[] bandLogs, int from, float[] features, int to) {
    int coefficients = config.coefficients();
    double scale = config.scale();
    double shift = config.shift();
    if (coefficients == 0) {
      for (int band = 0; band < bands; band++) {
        features[to + band] = (float) (bandLogs[from + band] * scale + shift);
      }
    }
    for (int k = 0; k < coefficients; k++) {
      double sum = 0;
      for (int j = 0; j < bands; j++) {
        sum += cosines[k * bands + j] * bandLogs[from + j];
      }
      features[to + k] = (float) (sum * scale + shift);
    }
  }

  private void applyWindow() {
    double[] frame = this.frame;
    double[] window = this.window;
    int length = window.length;
    if (spectrum.removeMean()) {
      double sum = 0;
      for (int i = 0; i < length; i++) {
        sum += frame[i];
      }
      double mean = sum / length;
      for (int i = 0; i < length; i++) {
        frame[i] -= mean;
      }
    }
    double part = spectrum.preemphasis();
    if (part > 0) {
      for (int i = length - 1; i > 0; i--) {
        frame[i] -= part * frame[i - 1];
      }
      frame[0] -= part * frame[0];
    }
    for (int i = 0; i < length; i++) {
      frame[i] *= window[i];
    }
  }

  private void finishSpectrum() {
    int bins = spectrum.fftLength() / 2 + 1;
    if (power.length > bins) {
      // An odd length was doubled: its bins are the even ones.
      for (int k = 1; k < bins; k++) {
        power[k] = power[2 * k];
      }
    }
    if (spectrum.exponent() == 1) {
      for (int k = 0; k < bins; k++) {
        power[k] = Math.sqrt(power[k]);
      }
    }
  }
}

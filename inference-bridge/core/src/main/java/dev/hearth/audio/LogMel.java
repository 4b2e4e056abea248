package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;

/**
 * Log-mel features of sound: power spectrum of Hann-windowed frames, triangular mel filters,
 * natural logarithm. Not for use by two threads at a time.
 */
public final class LogMel implements FrameFeatures {
  private final LogMelConfig config;
  private final double[] window;
  private final Fft fft;
  private final MelFilterbank filters;
  private final double[] frame;
  private final double[] power;

  public LogMel(LogMelConfig config) {
    this.config = config;
    window = new double[config.windowLength()];
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.5 - 0.5 * PortableMath.cos(2 * Math.PI * i / window.length);
    }
    fft = new Fft(config.fftLength());
    filters = new MelFilterbank(config);
    frame = new double[config.fftLength()];
    power = new double[config.fftLength() / 2 + 1];
  }

  public LogMelConfig config() {
    return config;
  }

  /**
   * Returns the features of all whole frames: float[frames, melBands], row-major.
   *
   * @param samples mono, in -1..1, at the rate of the configuration, at least one window long
   */
  public float[] compute(float[] samples) {
    int frames = config.frameCount(samples.length);
    if (frames == 0) {
      throw new IllegalArgumentException(
          "expected at least " + config.windowLength() + " samples, found " + samples.length);
    }
    float[] features = new float[frames * config.melBands()];
    for (int i = 0; i < frames; i++) {
      frame(samples, i * config.hopLength(), features, i * config.melBands());
    }
    return features;
  }

  @Override
  public int windowLength() {
    return window.length;
  }

  @Override
  public int hopLength() {
    return config.hopLength();
  }

  @Override
  public int width() {
    return config.melBands();
  }

  @Override
  public void frame(float[] samples, int from, float[] features, int to) {
    for (int i = 0; i < window.length; i++) {
      frame[i] = samples[from + i] * window[i];
    }
    fft.power(frame, power);
    for (int band = 0; band < config.melBands(); band++) {
      features[to + band] =
          (float) PortableMath.log(filters.apply(power, band) + config.logOffset());
    }
  }
}

package dev.hearth.audio;

import dev.hearth.audio.SpectralConfig.Framing;
import dev.hearth.audio.SpectralConfig.Log;
import dev.hearth.tensor.PortableMath;
import java.util.Arrays;

/** Computes what a {@link SpectralConfig} describes. Not for use by two threads at a time. */
public final class SpectralFeatures {
  private static final double LN_10 = PortableMath.log(10);

  private final SpectralConfig config;
  private final double[] window;
  private final PowerSpectrum spectrum;
  private final double[] frame;
  private final double[] power;
  private final double[] bands;
  private final MelFilterbank filters;
  private final double[][] cosines;

  /**
   * Prepares the features.
   *
   * @throws IllegalArgumentException if settings are out of range or do not fit each other
   */
  public SpectralFeatures(SpectralConfig config) {
    config.check();
    this.config = config;
    window = new double[config.windowLength];
    for (int i = 0; i < window.length; i++) {
      window[i] = config.window.at(i, window.length - (config.periodic ? 0 : 1));
    }
    spectrum = PowerSpectrum.of(config.fftLength);
    frame = new double[config.fftLength];
    power = new double[config.fftLength / 2 + 1];
    filters = MelFilterbank.of(config);
    bands = new double[config.melBands > 0 ? config.melBands : power.length];
    cosines = new double[config.coefficients][bands.length];
    for (int k = 0; k < cosines.length; k++) {
      double norm = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands.length);
      for (int i = 0; i < bands.length; i++) {
        cosines[k][i] = norm * PortableMath.cos(Math.PI * k * (2 * i + 1) / (2.0 * bands.length));
      }
    }
  }

  /** Returns the settings. */
  public SpectralConfig config() {
    return config;
  }

  /** Returns the mel filters' weights, float[melBands, bins]. */
  public float[] filters() {
    return filters.dense();
  }

  /**
   * Returns the features of a sound: float[frames, width], row-major.
   *
   * @param samples mono, -1 to 1, at the configuration's rate
   * @throws IllegalArgumentException if it is too short for a frame, or for being reflected, or has
   *     what is no number
   */
  public float[] compute(float[] samples) {
    int frames = config.frameCount(samples.length);
    boolean reflects = config.framing == Framing.CENTRE_REFLECT;
    if (frames == 0
        || samples.length == 0
        || (reflects && samples.length <= config.fftLength / 2)) {
      throw new IllegalArgumentException(
          "Expected samples for a frame of "
              + config.fftLength
              + (reflects ? ", reflected at its ends" : "")
              + ", found "
              + samples.length);
    }
    for (float sample : samples) {
      if (!(Math.abs(sample) < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Expected samples of -1 to 1, found one that is no number");
      }
    }
    double[] all = new double[frames * bands.length];
    double most = Double.NEGATIVE_INFINITY;
    int first = firstSample();
    for (int i = 0; i < frames; i++) {
      bands(samples, first + i * config.hopLength);
      for (int band = 0; band < bands.length; band++) {
        all[i * bands.length + band] = bands[band];
        most = Math.max(most, bands[band]);
      }
    }
    double least = config.range > 0 ? most - config.range : Double.NEGATIVE_INFINITY;
    double reference = config.relativeToMax ? most : 0;
    float[] out = new float[frames * config.width()];
    for (int i = 0; i < frames; i++) {
      for (int band = 0; band < bands.length; band++) {
        bands[band] = Math.max(all[i * bands.length + band], least) - reference;
      }
      write(out, i * config.width());
    }
    return out;
  }

  /** Returns the features with the frames side by side: float[width, frames], as librosa has it. */
  public float[] computeBandsFirst(float[] samples) {
    float[] rows = compute(samples);
    int width = config.width();
    int frames = rows.length / width;
    float[] out = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i % width * frames + i / width] = rows[i];
    }
    return out;
  }

  /**
   * Returns a stream of the same features, for sound that comes in pieces: the frames of all
   * pieces, joined, are exactly those of the joined samples.
   *
   * @throws IllegalArgumentException if a frame depends on what comes later: centred frames, a
   *     range or a reference to the loudest value
   */
  public Stream stream() {
    if (config.centred() || config.range > 0 || config.relativeToMax || config.dropLastFrame) {
      throw new IllegalArgumentException(
          "Expected frames that depend on their own samples alone, found framing "
              + config.framing.id()
              + " or a value relative to the loudest");
    }
    return new Stream();
  }

  /** Sound in pieces; shares the buffers of its features. */
  public final class Stream {
    private float[] pending = new float[0];
    private int skip;

    private Stream() {}

    /** Takes the next samples and returns the frames they complete: float[frames, width]. */
    public float[] push(float[] samples) {
      float[] all = Arrays.copyOf(pending, pending.length + samples.length);
      System.arraycopy(samples, 0, all, pending.length, samples.length);
      int from = Math.min(skip, all.length);
      int frames = skip > all.length ? 0 : config.frameCount(all.length - from);
      float[] out = new float[frames * config.width()];
      for (int i = 0; i < frames; i++) {
        bands(all, from + firstSample() + i * config.hopLength);
        write(out, i * config.width());
      }
      int next = skip + frames * config.hopLength;
      pending = next < all.length ? Arrays.copyOfRange(all, next, all.length) : new float[0];
      skip = Math.max(0, next - all.length);
      return out;
    }
  }

  /**
   * Returns where the window of the first frame begins, in samples; before the sound if under 0.
   */
  private int firstSample() {
    int centring =
        config.framing == Framing.SNIP ? 0 : (config.fftLength - config.windowLength) / 2;
    return config.centred() ? centring - config.fftLength / 2 : centring;
  }

  /** Computes the bands of the frame whose window begins at a sample, and their logarithms. */
  private void bands(float[] samples, int from) {
    double sum = 0;
    for (int i = 0; i < window.length; i++) {
      frame[i] = sample(samples, from + i) * config.inputScale;
      sum += frame[i];
    }
    if (config.removeDc) {
      for (int i = 0; i < window.length; i++) {
        frame[i] -= sum / window.length;
      }
    }
    for (int i = window.length - 1; config.preemphasis != 0 && i >= 0; i--) {
      frame[i] -= config.preemphasis * frame[Math.max(0, i - 1)];
    }
    for (int i = 0; i < window.length; i++) {
      frame[i] *= window[i];
    }
    spectrum.power(frame, power);
    for (int bin = 0; config.exponent == 1 && bin < power.length; bin++) {
      power[bin] = Math.sqrt(power[bin]);
    }
    for (int band = 0; band < bands.length; band++) {
      bands[band] = logarithm(config.melBands > 0 ? filters.apply(power, band) : power[band]);
    }
  }

  private double sample(float[] samples, int at) {
    if (at >= 0 && at < samples.length) {
      return samples[at];
    }
    if (config.framing != Framing.CENTRE_REFLECT) {
      return 0;
    }
    return samples[at < 0 ? -at : 2 * (samples.length - 1) - at];
  }

  private double logarithm(double value) {
    if (config.log == Log.NONE) {
      return value;
    }
    double ln = PortableMath.log(Math.max(value + config.offset, config.floor));
    return switch (config.log) {
      case LOG10 -> ln / LN_10;
      case DB -> 10 * ln / LN_10;
      default -> ln;
    };
  }

  private void write(float[] out, int to) {
    for (int i = 0; i < config.width(); i++) {
      double value = 0;
      for (int band = 0; config.coefficients > 0 && band < bands.length; band++) {
        value += cosines[i][band] * bands[band];
      }
      out[to + i] =
          (float) ((config.coefficients > 0 ? value : bands[i]) * config.scale + config.shift);
    }
  }
}

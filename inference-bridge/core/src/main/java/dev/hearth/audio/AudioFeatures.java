package dev.hearth.audio;

import dev.hearth.audio.FeatureConfig.Normalize;
import dev.hearth.tensor.Numbers;
import java.util.Arrays;

/**
 * The features of whole sounds, as a {@link FeatureConfig} says. Not for use by two threads at a
 * time.
 */
public final class AudioFeatures {
  private final FeatureConfig config;
  private final SpectralFrames frames;

  public AudioFeatures(FeatureConfig config) {
    this.config = config;
    frames = new SpectralFrames(config);
  }

  /** Returns the settings. */
  public FeatureConfig config() {
    return config;
  }

  /**
   * Returns the features: float[frames, width], row-major.
   *
   * @param samples mono, finite, nominally in -1..1, at the configuration's rate
   * @throws IllegalArgumentException if they are too few or too many, or one is not finite
   */
  public float[] compute(float[] samples) {
    check(samples);
    SpectrumConfig spectrum = config.spectrum();
    int found = spectrum.frameCount(samples.length) - (config.dropLastFrame() ? 1 : 0);
    int bands = config.bands();
    int count = config.frameCount(samples.length);
    if ((long) Math.max(found, count) * bands > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected fewer than 2^31 features, found " + found + " frames of " + bands);
    }
    float[] logs = new float[found * bands];
    boolean[] silent = new boolean[found];
    boolean skips = config.normalize() == Normalize.ALL_BUT_SILENCE;
    for (int i = 0; i < found; i++) {
      int place = spectrum.firstSample() + i * spectrum.hopLength();
      frames.bands(samples, place, logs, i * bands);
      silent[i] = skips && spectrum.isSilent(samples, place);
    }
    config.log().applyToAll(logs);
    if (skips) {
      Normalization.apply(logs, silent);
    } else if (config.normalize() != Normalize.NONE) {
      Normalization.apply(logs, config.normalize() == Normalize.BANDS ? bands : 1);
    }
    // Frames that are missing hold zeros.
    logs = count == found ? logs : Arrays.copyOf(logs, count * bands);
    int width = config.width();
    // Without a cosine transform each value becomes another by itself.
    float[] features = config.coefficients() == 0 ? logs : new float[count * width];
    for (int i = 0; i < count; i++) {
      frames.finish(logs, i * bands, features, i * width);
    }
    return features;
  }

  /** Returns the features with time last: float[width, frames], as librosa and PyTorch have it. */
  public float[] computeBandsFirst(float[] samples) {
    float[] rows = compute(samples);
    int width = config.width();
    int count = rows.length / width;
    float[] out = new float[rows.length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < width; k++) {
        out[k * count + i] = rows[i * width + k];
      }
    }
    return out;
  }

  /**
   * Returns a stream of the same features: the frames of all pieces, joined, are exactly those of
   * the joined samples.
   *
   * @throws IllegalArgumentException if a frame depends on what is before or after it
   */
  public StreamingFrames stream() {
    if (!config.isCausal()) {
      throw new IllegalArgumentException(
          "expected framing snip or whole, and neither relativeToMax, range, normalize, frames nor"
              + " dropLastFrame, for a stream");
    }
    return new StreamingFrames(new SpectralFrames(config));
  }

  private void check(float[] samples) {
    if (config.frameCount(samples.length) < 1) {
      throw new IllegalArgumentException(
          "expected samples for a frame of "
              + config.spectrum().windowLength()
              + " in a transform of "
              + config.spectrum().fftLength()
              + ", found "
              + samples.length);
    }
    for (int i = 0; i < samples.length; i++) {
      if (!(Math.abs((double) samples[i]) <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "expected finite samples, found " + Numbers.text(samples[i]) + " at " + i);
      }
    }
  }
}

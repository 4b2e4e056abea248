package dev.hearth.audio;

/**
 * How the spectrum of each frame is taken.
 *
 * @param windowLength samples of the window, 1..fftLength
 * @param hopLength samples from one frame to the next, at least 1
 * @param fftLength any number of 4 to 65536; frames are padded with zeros to it; a prime factor p
 *     costs p times the length
 * @param window what frames are multiplied by
 * @param framing where frames lie
 * @param sampleScale what samples are multiplied by: 32768 where training read integers
 * @param removeMean whether every frame's mean is taken off first, as Kaldi does
 * @param preemphasis what part of the sample before is then taken off every sample of a frame, off
 *     the first one of itself, as Kaldi does: 0 to 1
 * @param exponent 2 for power, 1 for magnitude
 * @param bins how many of the lowest bins are kept where there are no mel bands; 0 for all
 */
public record SpectrumConfig(
    int windowLength,
    int hopLength,
    int fftLength,
    Window window,
    Framing framing,
    double sampleScale,
    boolean removeMean,
    double preemphasis,
    int exponent,
    int bins) {
  private static final int MOST = 65536;

  /** Checks every bound. */
  public SpectrumConfig {
    LogMelConfig.check(fftLength >= 4 && fftLength <= MOST, "fftLength of 4.." + MOST, fftLength);
    LogMelConfig.check(
        windowLength >= 1 && windowLength <= fftLength,
        "windowLength of 1.." + fftLength,
        windowLength);
    LogMelConfig.check(hopLength >= 1, "hopLength of at least 1", hopLength);
    LogMelConfig.check(
        sampleScale > 0 && sampleScale <= Double.MAX_VALUE,
        "a finite sampleScale above 0",
        sampleScale);
    LogMelConfig.check(preemphasis >= 0 && preemphasis <= 1, "preemphasis of 0..1", preemphasis);
    LogMelConfig.check(exponent == 1 || exponent == 2, "exponent of 1 or 2", exponent);
    int all = fftLength / 2 + 1;
    LogMelConfig.check(bins >= 0 && bins <= all, "bins of 0.." + all, bins);
  }

  /** Returns the bins that are kept. */
  int width() {
    return bins > 0 ? bins : fftLength / 2 + 1;
  }

  /** Returns the frames of a number of samples; 0 where they are too few. */
  public int frameCount(int samples) {
    int margin = fftLength / 2;
    long padded = samples + 2L * margin - fftLength;
    return switch (framing) {
      case SNIP -> samples < windowLength ? 0 : 1 + (samples - windowLength) / hopLength;
      case WHOLE -> samples < fftLength ? 0 : 1 + (samples - fftLength) / hopLength;
      case CENTRE_ZERO -> samples < 1 || padded < 0 ? 0 : (int) (1 + padded / hopLength);
      case CENTRE_REFLECT -> samples <= margin ? 0 : (int) (1 + padded / hopLength);
      case MIRROR -> (int) ((samples + (long) hopLength / 2) / hopLength);
    };
  }

  /** Returns the samples of which frame 0 is made, from {@link #firstSample()} on, if causal. */
  int reach() {
    return framing == Framing.WHOLE ? fftLength : windowLength;
  }

  /** Returns where the window of frame 0 begins; under 0 if before the sound. */
  int firstSample() {
    int inFrame = (fftLength - windowLength) / 2;
    return switch (framing) {
      case SNIP -> 0;
      case WHOLE -> inFrame;
      case CENTRE_ZERO, CENTRE_REFLECT -> inFrame - fftLength / 2;
      case MIRROR -> hopLength / 2 - windowLength / 2;
    };
  }

  /** Returns whether a frame, whose window begins at a place, is of digital silence. */
  boolean isSilent(float[] samples, int place) {
    for (int i = 0; i < windowLength; i++) {
      if (at(samples, place + i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the sample at a place that may be beyond the ends. */
  float at(float[] samples, int place) {
    if (place >= 0 && place < samples.length) {
      return samples[place];
    }
    if (framing == Framing.CENTRE_ZERO) {
      return 0;
    }
    // Reflected at both ends the sound repeats.
    int edge = framing == Framing.CENTRE_REFLECT ? 1 : 0;
    int period = Math.max(1, 2 * (samples.length - edge));
    int phase = (place % period + period) % period;
    return samples[phase < samples.length ? phase : period - phase - 1 + edge];
  }
}

package dev.hearth.audio;

import dev.hearth.tensor.Numbers;

/**
 * What defines log-mel features: ln(mel power + logOffset) of Hann-windowed frames, frame i
 * starting at sample i * hopLength, nothing padded at the ends.
 *
 * @param sampleRateHz rate of the samples, at least 1
 * @param windowLength samples in a frame, 1..fftLength; the periodic Hann window has this length
 * @param hopLength samples from one frame to the next, at least 1
 * @param fftLength a power of two of at least 4; frames are padded with zeros to it
 * @param melBands number of bands, at least 1
 * @param minHz lower edge of the first band, at least 0
 * @param maxHz upper edge of the last band, above minHz, at most half the sample rate
 * @param melScale hertz to mel
 * @param melNorm height of the filters
 * @param logOffset added to the power before the logarithm, above 0
 */
public record LogMelConfig(
    int sampleRateHz,
    int windowLength,
    int hopLength,
    int fftLength,
    int melBands,
    double minHz,
    double maxHz,
    MelScale melScale,
    MelNorm melNorm,
    double logOffset) {

  /** Checks every bound. */
  public LogMelConfig {
    check(sampleRateHz >= 1, "sampleRateHz of at least 1", sampleRateHz);
    checkFftLength(fftLength);
    check(
        windowLength >= 1 && windowLength <= fftLength,
        "windowLength of 1.." + fftLength,
        windowLength);
    check(hopLength >= 1, "hopLength of at least 1", hopLength);
    check(melBands >= 1, "melBands of at least 1", melBands);
    check(minHz >= 0 && minHz < maxHz, "minHz of at least 0 and under maxHz", minHz);
    check(
        maxHz <= sampleRateHz / 2.0, "maxHz of at most " + Numbers.text(sampleRateHz / 2.0), maxHz);
    check(
        logOffset > 0 && logOffset < Double.POSITIVE_INFINITY,
        "a finite logOffset above 0",
        logOffset);
  }

  /** Returns how many whole frames a number of samples holds. */
  public int frameCount(int samples) {
    return samples < windowLength ? 0 : 1 + (samples - windowLength) / hopLength;
  }

  static void checkFftLength(int length) {
    check(
        length >= 4 && (length & (length - 1)) == 0,
        "fftLength that is a power of two of at least 4",
        length);
  }

  static void check(boolean condition, String expected, double found) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected + ", found " + Numbers.text(found));
    }
  }
}

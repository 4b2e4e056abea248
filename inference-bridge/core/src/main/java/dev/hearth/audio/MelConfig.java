package dev.hearth.audio;

import dev.hearth.tensor.Numbers;

/**
 * How a spectrum is summed up into mel bands.
 *
 * @param bands 1..10000
 * @param minHz lower edge of the first band, at least 0
 * @param maxHz upper edge of the last band, above minHz
 * @param scale hertz to mel
 * @param norm height of the filters
 * @param trianglesInMel whether the filters are triangles over mel, as Kaldi's, and not over hertz
 */
public record MelConfig(
    int bands, double minHz, double maxHz, MelScale scale, MelNorm norm, boolean trianglesInMel) {

  /** Checks every bound. */
  public MelConfig {
    LogMelConfig.check(bands >= 1 && bands <= 10_000, "melBands of 1..10000", bands);
    LogMelConfig.check(minHz >= 0 && minHz < maxHz, "minHz of at least 0 and under maxHz", minHz);
    LogMelConfig.check(maxHz <= Integer.MAX_VALUE, "a finite maxHz", maxHz);
  }

  void checkRate(int sampleRateHz) {
    LogMelConfig.check(
        maxHz <= sampleRateHz / 2.0, "maxHz of at most " + Numbers.text(sampleRateHz / 2.0), maxHz);
  }
}

package dev.hearth.audio;

/** Mono sound: samples, nominally in -1..1, and their rate. */
public final class AudioClip {
  private final float[] samples;
  private final int sampleRateHz;

  /**
   * Copies the samples.
   *
   * @param samples mono, nominally in -1..1; may be empty
   * @param sampleRateHz samples a second, at least 1
   */
  public AudioClip(float[] samples, int sampleRateHz) {
    if (sampleRateHz < 1) {
      throw new IllegalArgumentException(
          "expected a sample rate of at least 1 Hz, found " + sampleRateHz);
    }
    this.samples = samples.clone();
    this.sampleRateHz = sampleRateHz;
  }

  /** Returns a copy of the samples. */
  public float[] samples() {
    return samples.clone();
  }

  /** Returns the number of samples. */
  public int length() {
    return samples.length;
  }

  public int sampleRateHz() {
    return sampleRateHz;
  }

  public double durationSeconds() {
    return (double) samples.length / sampleRateHz;
  }
}

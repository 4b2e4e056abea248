package dev.hearth.audio;

/** Mono sound: samples, nominally in -1..1, and their rate. */
public final class AudioClip {
  private static final int MOST_HZ = 768_000;

  private final float[] samples;
  private final int sampleRateHz;

  /**
   * Copies the samples.
   *
   * @param samples mono, nominally in -1..1; may be empty
   * @param sampleRateHz samples a second, 1 to 768,000
   */
  public AudioClip(float[] samples, int sampleRateHz) {
    if (sampleRateHz < 1 || sampleRateHz > MOST_HZ) {
      throw new IllegalArgumentException(
          "Expected a sample rate of 1 to " + MOST_HZ + " Hz, found " + sampleRateHz);
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

package dev.hearth.audio;

import java.util.Arrays;

/**
 * {@link LogMel} for sound that comes in pieces. The frames of all calls, joined, are exactly those
 * of the joined samples. Not for use by two threads at a time.
 */
public final class StreamingLogMel {
  private final LogMel logMel;
  private float[] pending = new float[0];

  /** Samples to skip before the next frame; above 0 only when frames do not overlap. */
  private int skip;

  public StreamingLogMel(LogMelConfig config) {
    logMel = new LogMel(config);
  }

  /** Takes the next samples and returns the frames they complete: float[frames, melBands]. */
  public float[] push(float[] samples) {
    float[] all = Arrays.copyOf(pending, pending.length + samples.length);
    System.arraycopy(samples, 0, all, pending.length, samples.length);
    LogMelConfig config = logMel.config();
    int from = Math.min(skip, all.length);
    int frames = skip > all.length ? 0 : config.frameCount(all.length - from);
    float[] features = new float[frames * config.melBands()];
    for (int i = 0; i < frames; i++) {
      logMel.frame(all, from + i * config.hopLength(), features, i * config.melBands());
    }
    int next = skip + frames * config.hopLength();
    pending = next < all.length ? Arrays.copyOfRange(all, next, all.length) : new float[0];
    skip = Math.max(0, next - all.length);
    return features;
  }

  /** Forgets what came before; the next sample is the first of a frame. */
  public void reset() {
    pending = new float[0];
    skip = 0;
  }
}

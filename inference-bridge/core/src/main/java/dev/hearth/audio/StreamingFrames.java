package dev.hearth.audio;

import java.util.Arrays;

/**
 * The features of sound that comes in pieces. The frames of all calls, joined, are exactly those of
 * the joined samples. Not for use by two threads at a time.
 */
public final class StreamingFrames {
  private final FrameFeatures features;
  private float[] pending = new float[0];

  /** Samples to skip before the next frame; above 0 only when frames do not overlap. */
  private int skip;

  public StreamingFrames(FrameFeatures features) {
    this.features = features;
  }

  /** Takes the next samples and returns the frames they complete: float[frames, width]. */
  public float[] push(float[] samples) {
    float[] all = Arrays.copyOf(pending, pending.length + samples.length);
    System.arraycopy(samples, 0, all, pending.length, samples.length);
    int hop = features.hopLength();
    int width = features.width();
    int whole = all.length - skip - features.windowLength();
    int frames = whole < 0 ? 0 : 1 + whole / hop;
    float[] out = new float[frames * width];
    for (int i = 0; i < frames; i++) {
      features.frame(all, skip + i * hop, out, i * width);
    }
    int next = skip + frames * hop;
    pending = next < all.length ? Arrays.copyOfRange(all, next, all.length) : new float[0];
    skip = Math.max(0, next - all.length);
    return out;
  }

  /** Forgets what came before; the next sample is the first of a frame. */
  public void reset() {
    pending = new float[0];
    skip = 0;
  }
}

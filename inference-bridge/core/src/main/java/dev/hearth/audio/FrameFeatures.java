package dev.hearth.audio;

/** Features that depend on the samples of one frame alone. */
public interface FrameFeatures {
  /** Returns the samples of a frame. */
  int windowLength();

  /** Returns the samples from the beginning of a frame to that of the next. */
  int hopLength();

  /** Returns how many features a frame has. */
  int width();

  /** Writes the features of the frame at samples[from..] to features[to..]. */
  void frame(float[] samples, int from, float[] features, int to);
}

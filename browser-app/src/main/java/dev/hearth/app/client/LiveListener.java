package dev.hearth.app.client;

import dev.hearth.decode.Classification;

/** Told what a listening model hears. No method may block. */
public interface LiveListener {
  /**
   * New sound was heard.
   *
   * @param level root mean square of the sound, 0 to 1
   * @param frames new frames of features, oldest first, one row of {@code bands} values each, as
   *     the model sees them; empty where it sees none
   * @param bands values a frame
   */
  void onHeard(double level, float[] frames, int bands);

  /** The last window of sound was classified. */
  void onWindow(Seen seen);

  /** A word was recognised, that long after listening began; told once a word. */
  void onEvent(Classification word, double timeSeconds);

  /** Listening ended by a failure; the model stays usable. */
  void onFailure(RuntimeException failure);
}

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

  /**
   * The next window of sound was speech or not, of a model that tells speech from silence.
   *
   * @param probability 0 to 1
   * @param speaking true while someone speaks
   * @param change what the window began or ended: start, end or dropped; "" for nothing
   * @param timeSeconds of the change, from the start of listening
   */
  void onSpeech(double probability, boolean speaking, String change, double timeSeconds);

  /** Listening ended by a failure; the model stays usable. */
  void onFailure(RuntimeException failure);
}

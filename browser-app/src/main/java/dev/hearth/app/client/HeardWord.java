package dev.hearth.app.client;

import dev.hearth.decode.Classification;
import dev.hearth.tensor.Numbers;

/**
 * A word found in a sound.
 *
 * @param word which
 * @param atSeconds when the window that recognised it ends, from the sound's beginning
 */
public record HeardWord(Classification word, double atSeconds) {
  /** Returns word and time as in {@code seven 0.981 at 2.5 s}. */
  @Override
  public String toString() {
    return word + " at " + Numbers.text(atSeconds) + " s";
  }
}

package dev.hearth.app.client;

import java.util.List;

/**
 * What a model heard in a sound file.
 *
 * @param seen the prediction of its loudest stretch; of speech, all stretches of it
 * @param words all words found, in order
 * @param durationSeconds of the file
 */
public record HeardClip(Seen seen, List<HeardWord> words, double durationSeconds) {
  public HeardClip {
    words = List.copyOf(words);
  }
}

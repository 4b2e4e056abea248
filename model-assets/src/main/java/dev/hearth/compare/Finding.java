package dev.hearth.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A likely cause.
 *
 * @param steps where
 * @param words what the other side did, one sentence part a change
 * @param changes of the manifest that follow it; empty where none can
 * @param left what remains with them; null where that was not measured
 * @param agrees whether nothing remains beyond the tolerance
 * @param casesThatAgree of those that could be measured
 * @param cases that could be measured
 */
public record Finding(
    List<Step> steps,
    List<String> words,
    List<Change> changes,
    @Nullable Difference left,
    boolean agrees,
    int casesThatAgree,
    int cases) {
  public Finding {
    steps = List.copyOf(steps);
    words = List.copyOf(words);
    changes = List.copyOf(changes);
  }

  /**
   * A key of the manifest.
   *
   * @param key with dots, such as {@code preprocessing.image.filter}
   * @param from JSON, or words for a key that is absent
   * @param to JSON, or words for a key to leave out
   */
  public record Change(String key, String from, String to) {}
}

package dev.hearth.compare;

import java.util.List;

/**
 * One thing that may have been done otherwise.
 *
 * @param step where
 * @param group what is not changed twice
 * @param words what the other side did, a clause for people
 * @param edits what the manifest would then say
 */
record Hypothesis(Step step, String group, String words, List<Edit> edits) {
  Hypothesis {
    edits = List.copyOf(edits);
  }
}

package dev.hearth.decode;

import dev.hearth.tensor.Numbers;
import java.util.List;

/**
 * When a stream of probabilities counts as a spoken word. A record so that a manifest can carry it.
 *
 * @param windowSeconds length of the sound the model looks at
 * @param smoothingWindows how many windows are averaged, at least 1
 * @param threshold least averaged probability, 0..1
 * @param margin least distance to the second best label, 0..1
 * @param edgeDropDb how far under the loudest step sound counts as quiet, in dB, above 0
 * @param minLevelDbfs least level of the loudest step, in dB under full scale
 * @param refractorySeconds time after an event in which no other follows
 * @param ignoredLabels indices of labels that are never an event, such as silence
 * @param ignoredWeight how often the ignored labels' probabilities count, at least 1; then all are
 *     scaled to a sum of 1 again
 */
public record LiveDetectorConfig(
    double windowSeconds,
    int smoothingWindows,
    double threshold,
    double margin,
    double edgeDropDb,
    double minLevelDbfs,
    double refractorySeconds,
    List<Integer> ignoredLabels,
    double ignoredWeight) {

  /** Checks every bound and copies the list. */
  public LiveDetectorConfig {
    check(windowSeconds > 0, "windowSeconds above 0", windowSeconds);
    check(smoothingWindows >= 1, "smoothingWindows of at least 1", smoothingWindows);
    check(threshold >= 0 && threshold <= 1, "threshold of 0..1", threshold);
    check(margin >= 0 && margin <= 1, "margin of 0..1", margin);
    check(edgeDropDb > 0, "edgeDropDb above 0", edgeDropDb);
    check(minLevelDbfs <= 0, "minLevelDbfs of at most 0", minLevelDbfs);
    check(refractorySeconds >= 0, "refractorySeconds of at least 0", refractorySeconds);
    check(ignoredWeight >= 1, "ignoredWeight of at least 1", ignoredWeight);
    ignoredLabels = List.copyOf(ignoredLabels);
  }

  boolean ignores(int label) {
    for (int ignored : ignoredLabels) {
      if (ignored == label) {
        return true;
      }
    }
    return false;
  }

  private static void check(boolean condition, String expected, double found) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected + ", found " + Numbers.text(found));
    }
  }
}

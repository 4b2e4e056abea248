package dev.hearth.decode;

import dev.hearth.tensor.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a word was said, from the probabilities of a window that slides over the sound.
 *
 * <p>A word is told at most once: it must lie inside the window, as one stretch of sound with quiet
 * on both sides, after the last word that was told. That keeps out pieces of words, fluent speech
 * and the same word seen again in the next windows. The training code has the same decision in
 * detector.py. Not for use by two threads at a time.
 */
public final class LiveAudioDetector {
  private static final double EPSILON_SECONDS = 1e-6;

  /** One step of the stream: when it ended and how loud it was. */
  private record Step(double timeSeconds, double levelDbfs) {}

  private final LiveDetectorConfig config;
  private final List<Step> steps = new ArrayList<>();
  private final List<float[]> recent = new ArrayList<>();
  private double lastTime = Double.NEGATIVE_INFINITY;
  private double heardUntil = Double.NEGATIVE_INFINITY;

  public LiveAudioDetector(LiveDetectorConfig config) {
    this.config = config;
  }

  /**
   * Takes the next window and returns the word it completes, or null.
   *
   * @param timeSeconds end of the window; greater than at the call before
   * @param probabilities float[labels], copied
   * @param levelDbfs RMS of the sound since the call before, in dB under full scale
   */
  public @Nullable LiveDetection accept(
      double timeSeconds, float[] probabilities, double levelDbfs) {
    if (!(timeSeconds > lastTime)) {
      throw new IllegalArgumentException(
          "expected a time after "
              + Numbers.text(lastTime)
              + ", found "
              + Numbers.text(timeSeconds));
    }
    float[] before = recent.isEmpty() ? null : recent.get(recent.size() - 1);
    if (probabilities.length < 2 || (before != null && before.length != probabilities.length)) {
      throw new IllegalArgumentException(
          "expected "
              + (before == null ? "at least 2" : "" + before.length)
              + " probabilities, found "
              + probabilities.length);
    }
    lastTime = timeSeconds;
    remember(timeSeconds, probabilities, levelDbfs);
    if (recent.size() < config.smoothingWindows()
        || timeSeconds - heardUntil < config.refractorySeconds()
        || !wordIsInside()) {
      return null;
    }
    LiveDetection found = best(timeSeconds, probabilities.length);
    if (found != null) {
      heardUntil = timeSeconds;
    }
    return found;
  }

  /** Forgets what was heard. */
  public void reset() {
    steps.clear();
    recent.clear();
    lastTime = Double.NEGATIVE_INFINITY;
    heardUntil = Double.NEGATIVE_INFINITY;
  }

  private void remember(double timeSeconds, float[] probabilities, double levelDbfs) {
    double start = timeSeconds - config.windowSeconds() + EPSILON_SECONDS;
    while (!steps.isEmpty() && steps.get(0).timeSeconds() <= start) {
      steps.remove(0);
    }
    steps.add(new Step(timeSeconds, levelDbfs));
    recent.add(probabilities.clone());
    if (recent.size() > config.smoothingWindows()) {
      recent.remove(0);
    }
  }

  /**
   * Returns whether the window holds one stretch of new sound with quiet before and after it.
   *
   * <p>Quiet is measured from the loudest step of all, or the fading end of the last word would be
   * a word again.
   */
  private boolean wordIsInside() {
    double peak = Double.NEGATIVE_INFINITY;
    for (Step step : steps) {
      peak = Math.max(peak, step.levelDbfs());
    }
    if (peak < config.minLevelDbfs()) {
      return false;
    }
    boolean heard = false;
    boolean quietAtStart = false;
    int quiet = 0;
    for (Step step : steps) {
      boolean active =
          step.timeSeconds() > heardUntil && step.levelDbfs() > peak - config.edgeDropDb();
      if (!active) {
        quietAtStart |= !heard;
        quiet++;
      } else if (!quietAtStart || (heard && quiet > 1)) {
        return false;
      } else {
        heard = true;
        quiet = 0;
      }
    }
    return heard && quiet > 0;
  }

  private @Nullable LiveDetection best(double timeSeconds, int labels) {
    int best = 0;
    double first = -1;
    double second = -1;
    double sum = 0;
    for (int label = 0; label < labels; label++) {
      double weighted = 0;
      for (float[] window : recent) {
        weighted += window[label];
      }
      weighted *= config.ignores(label) ? config.ignoredWeight() : 1;
      sum += weighted;
      if (weighted > first) {
        second = first;
        first = weighted;
        best = label;
      } else if (weighted > second) {
        second = weighted;
      }
    }
    double score = sum > 0 ? first / sum : 0;
    boolean clear = score >= config.threshold() && score - second / sum >= config.margin();
    return clear && !config.ignores(best) ? new LiveDetection(timeSeconds, best, score) : null;
  }
}

package dev.hearth.decode;

import dev.hearth.tensor.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns speech probabilities of windows that follow each other into stretches of speech.
 *
 * <p>Speech begins at a window of at least {@code threshold}, and ends where windows stay under
 * {@code negativeThreshold} for {@code minSilence}; what is shorter than {@code minSpeech} is
 * dropped, and each stretch is widened by {@code speechPad} without meeting its neighbours: the
 * rules of Silero VAD's get_speech_timestamps. All lengths are in samples. Fed window by window
 * live or all at once, it gives the same stretches.
 */
public final class VoiceActivityGate {
  private final Config config;
  private final List<long[]> ended = new ArrayList<>();
  private long position;
  private long start = -1;
  private long silence = -1;

  /**
   * The settings.
   *
   * @param windowSamples samples from one probability to the next
   * @param threshold 0 to 1
   * @param negativeThreshold 0 to {@code threshold}
   * @param minSpeech least length of a stretch
   * @param minSilence least length between two stretches
   * @param speechPad added on both sides
   */
  public record Config(
      int windowSamples,
      double threshold,
      double negativeThreshold,
      int minSpeech,
      int minSilence,
      int speechPad) {
    public Config {
      boolean right =
          windowSamples > 0
              && threshold > 0
              && threshold <= 1
              && negativeThreshold >= 0
              && negativeThreshold <= threshold
              && minSpeech >= 0
              && minSilence >= 0
              && speechPad >= 0;
      if (!right) {
        throw new IllegalArgumentException(
            "Expected 0 <= negativeThreshold <= threshold <= 1 and lengths of 0 or more samples");
      }
    }
  }

  /** What a window began or ended. */
  public enum Kind {
    /** Speech begins. */
    START,
    /** Speech ended. */
    END,
    /** Speech ended, and was too short to count. */
    DROPPED
  }

  /**
   * A change, as Silero's VADIterator tells it.
   *
   * @param kind what changed
   * @param sample where, since the beginning of the sound: a start is {@code speechPad} earlier
   *     than its window, but not before the sound, an end as much later
   */
  public record Event(Kind kind, long sample) {}

  /** Begins a sound. */
  public VoiceActivityGate(Config config) {
    this.config = config;
  }

  /** Returns true while someone speaks. */
  public boolean isSpeech() {
    return start >= 0;
  }

  /**
   * Takes the next window's probability.
   *
   * @param probability 0 to 1
   * @return what it began or ended; null for nothing
   * @throws IllegalArgumentException if it is no probability
   */
  public @Nullable Event accept(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "Expected a probability of 0 to 1, found " + Numbers.text(probability));
    }
    long at = position;
    position += config.windowSamples;
    if (probability >= config.threshold) {
      silence = -1;
      if (start < 0) {
        start = at;
        return new Event(Kind.START, Math.max(0, at - config.speechPad));
      }
    } else if (start >= 0 && probability < config.negativeThreshold) {
      silence = silence < 0 ? at : silence;
      if (at - silence >= config.minSilence) {
        return end(silence);
      }
    }
    return null;
  }

  private Event end(long at) {
    boolean counts = at - start > config.minSpeech;
    if (counts) {
      ended.add(new long[] {start, at});
    }
    start = -1;
    silence = -1;
    return new Event(counts ? Kind.END : Kind.DROPPED, at + config.speechPad);
  }

  /**
   * Returns the stretches so far; one that lasts still ends where the sound does.
   *
   * @param samples length of the sound so far
   * @param sampleRateHz samples of a second
   */
  public List<SpeechSegment> segments(long samples, int sampleRateHz) {
    List<long[]> all = new ArrayList<>(ended);
    if (start >= 0 && samples - start > config.minSpeech) {
      all.add(new long[] {start, samples});
    }
    List<SpeechSegment> out = new ArrayList<>();
    long from = all.isEmpty() ? 0 : Math.max(0, all.get(0)[0] - config.speechPad);
    for (int i = 0; i < all.size(); i++) {
      long to = Math.min(samples, all.get(i)[1] + config.speechPad);
      long next = to;
      if (i + 1 < all.size()) {
        long gap = all.get(i + 1)[0] - all.get(i)[1];
        long pad = Math.min(config.speechPad, gap / 2);
        to = all.get(i)[1] + pad;
        next = all.get(i + 1)[0] - pad;
      }
      out.add(new SpeechSegment((double) from / sampleRateHz, (double) to / sampleRateHz));
      from = next;
    }
    return out;
  }
}

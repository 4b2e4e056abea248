package dev.hearth.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAudioDetectorTest {
  private static final double STEP_SECONDS = 0.128;
  private static final double QUIET = -70;
  private static final double LOUD = -20;
  private static final int SILENCE = 2;
  private static final int UNKNOWN = 3;
  private static final LiveDetectorConfig CONFIG =
      new LiveDetectorConfig(1.0, 2, 0.7, 0.3, 10, -60, 0.4, List.of(SILENCE, UNKNOWN), 1);

  /** Feeds a detector with steps of a stream and keeps what it tells. */
  private static final class Stream {
    private final LiveAudioDetector detector = new LiveAudioDetector(CONFIG);
    private final List<LiveDetection> events = new ArrayList<>();
    private int step;

    Stream steps(int count, int label, double probability, double levelDbfs) {
      for (int i = 0; i < count; i++) {
        float[] probabilities = new float[4];
        for (int k = 0; k < 4; k++) {
          probabilities[k] = (float) (k == label ? probability : (1 - probability) / 3);
        }
        step++;
        LiveDetection event = detector.accept(step * STEP_SECONDS, probabilities, levelDbfs);
        if (event != null) {
          events.add(event);
        }
      }
      return this;
    }

    /** One word: it sounds for three steps, and is recognised until it leaves the window. */
    Stream word(int label, double probability) {
      return steps(1, UNKNOWN, 0.9, LOUD)
          .steps(2, label, probability, LOUD)
          .steps(4, label, probability, QUIET);
    }

    Stream silence(int count) {
      return steps(count, SILENCE, 0.95, QUIET);
    }
  }

  @Test
  void accept_word_isToldOnce() {
    Stream stream = new Stream().silence(8).word(1, 0.95).silence(8);
    assertEquals(1, stream.events.size());
    LiveDetection event = stream.events.get(0);
    assertEquals(1, event.label());
    assertEquals(0.95, event.score(), 1e-6);
    assertEquals(12 * STEP_SECONDS, event.timeSeconds(), 1e-9);
  }

  @Test
  void accept_sameWordTwice_isToldTwice() {
    assertEquals(2, new Stream().silence(8).word(1, 0.9).word(1, 0.9).silence(8).events.size());
  }

  @Test
  void accept_theFadingEndOfAWord_isNotToldAgain() {
    Stream stream = new Stream().silence(8).steps(3, 1, 0.95, LOUD);
    stream.steps(1, 1, 0.95, LOUD - 12).steps(1, 1, 0.95, LOUD - 30);
    stream.steps(4, 1, 0.95, QUIET).silence(8);
    assertEquals(1, stream.events.size());
  }

  @Test
  void accept_aSofterWordAfterALoudOne_isToldOnceTheLoudOneIsGone() {
    Stream stream = new Stream().silence(8).steps(3, 1, 0.95, LOUD).steps(2, 1, 0.95, QUIET);
    stream.steps(2, 0, 0.95, LOUD - 15).steps(7, 0, 0.95, QUIET).silence(8);
    assertEquals(2, stream.events.size());
    assertEquals(19 * STEP_SECONDS, stream.events.get(1).timeSeconds(), 1e-9);
  }

  @Test
  void accept_whileTheWordIsStillSpoken_waits() {
    assertEquals(0, new Stream().silence(8).steps(3, 1, 0.99, LOUD).events.size());
  }

  @Test
  void accept_soundFromTheWindowsStart_isNoWholeWord() {
    assertEquals(0, new Stream().steps(8, 1, 0.99, LOUD).steps(1, 1, 0.99, QUIET).events.size());
  }

  @Test
  void accept_twoStretchesOfSound_areFluentSpeech() {
    Stream stream = new Stream().silence(8).steps(1, 1, 0.99, LOUD).steps(2, UNKNOWN, 0.9, QUIET);
    stream.steps(1, 1, 0.99, LOUD).steps(3, 1, 0.99, QUIET);
    assertEquals(0, stream.events.size());
  }

  @Test
  void accept_ignoredLabelsWithMoreWeight_holdBack() {
    LiveDetectorConfig strict =
        new LiveDetectorConfig(1.0, 2, 0.7, 0.3, 10, -60, 0.4, List.of(SILENCE, UNKNOWN), 5);
    assertEquals(1, events(new LiveAudioDetector(CONFIG), 0.85f, 0.15f));
    assertEquals(0, events(new LiveAudioDetector(strict), 0.85f, 0.15f));
    assertEquals(1, events(new LiveAudioDetector(strict), 0.95f, 0.05f));
  }

  private static int events(LiveAudioDetector detector, float word, float unknown) {
    int events = 0;
    for (int step = 1; step <= 14; step++) {
      boolean heard = step > 8 && step < 13;
      float[] p = heard ? new float[] {word, 0, 0, unknown} : new float[] {0, 0, 0.1f, 0.9f};
      double level = step == 9 || step == 10 ? LOUD : QUIET;
      events += detector.accept(step * STEP_SECONDS, p, level) == null ? 0 : 1;
    }
    return events;
  }

  @Test
  void accept_unsureOrIgnoredLabels_areNoEvent() {
    assertEquals(0, new Stream().silence(8).word(1, 0.65).silence(8).events.size());
    assertEquals(0, new Stream().silence(8).word(UNKNOWN, 0.99).silence(8).events.size());
    Stream close = new Stream().silence(8);
    for (int i = 0; i < 3; i++) {
      assertNull(close.detector.accept(10 + i, new float[] {0.7f, 0.6f, 0, 0}, LOUD));
    }
    assertEquals(0, close.events.size());
  }

  @Test
  void accept_veryQuietSound_isNoEvent() {
    Stream stream = new Stream().steps(8, SILENCE, 0.9, -90);
    stream.steps(2, 1, 0.99, -65).steps(4, 1, 0.99, -90);
    assertEquals(0, stream.events.size());
  }

  @Test
  void reset_startsAnew() {
    Stream stream = new Stream().silence(8).word(1, 0.9);
    stream.detector.reset();
    stream.step = 0;
    stream.events.clear();
    assertEquals(1, stream.silence(8).word(1, 0.9).events.size());
  }

  @Test
  void accept_badArguments_areRefused() {
    LiveAudioDetector detector = new LiveAudioDetector(CONFIG);
    assertNull(detector.accept(1, new float[4], QUIET));
    assertThrows(IllegalArgumentException.class, () -> detector.accept(1, new float[4], QUIET));
    assertThrows(
        IllegalArgumentException.class, () -> detector.accept(Double.NaN, new float[4], QUIET));
    assertThrows(IllegalArgumentException.class, () -> detector.accept(2, new float[5], QUIET));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LiveAudioDetector(CONFIG).accept(1, new float[1], QUIET));
  }

  @Test
  void config_checksItsBounds() {
    assertNotNull(CONFIG.ignoredLabels());
    assertRefused(0, 2, 0.7, 0.3, 10, -60, 0.4);
    assertRefused(1, 0, 0.7, 0.3, 10, -60, 0.4);
    assertRefused(1, 2, 1.1, 0.3, 10, -60, 0.4);
    assertRefused(1, 2, 0.7, -0.1, 10, -60, 0.4);
    assertRefused(1, 2, 0.7, 0.3, 0, -60, 0.4);
    assertRefused(1, 2, 0.7, 0.3, 10, 1, 0.4);
    assertRefused(1, 2, 0.7, 0.3, 10, -60, Double.NaN);
    assertThrows(
        IllegalArgumentException.class,
        () -> new LiveDetectorConfig(1, 2, 0.7, 0.3, 10, -60, 0.4, List.of(), 0.5));
  }

  private static void assertRefused(
      double window,
      int smoothing,
      double threshold,
      double margin,
      double drop,
      double level,
      double refractory) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new LiveDetectorConfig(
                window, smoothing, threshold, margin, drop, level, refractory, List.of(), 1));
  }
}

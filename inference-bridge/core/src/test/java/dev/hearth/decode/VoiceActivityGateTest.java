package dev.hearth.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.decode.VoiceActivityGate.Config;
import dev.hearth.decode.VoiceActivityGate.Event;
import dev.hearth.decode.VoiceActivityGate.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoiceActivityGateTest {
  private static final int RATE = 16000;
  private static final int WINDOW = 512;

  /** 0.5, 0.35; 250 ms, 100 ms, 30 ms: Silero's defaults. */
  private static final Config SILERO = new Config(WINDOW, 0.5, 0.35, 4000, 1600, 480);

  @Test
  void accept_tellsWhereSpeechBeginsAndEnds() {
    VoiceActivityGate gate = new VoiceActivityGate(SILERO);
    assertNull(gate.accept(0.49));
    assertFalse(gate.isSpeech());
    assertEquals(new Event(Kind.START, 512 - 480), gate.accept(0.5));
    for (int i = 2; i < 12; i++) {
      assertNull(gate.accept(0.36), "between the thresholds at " + i);
    }
    // 1600 samples of silence are more than three windows: the fifth under 0.35 ends it.
    for (int i = 12; i < 16; i++) {
      assertNull(gate.accept(0.1));
    }
    assertTrue(gate.isSpeech());
    assertEquals(new Event(Kind.END, 12 * 512 + 480), gate.accept(0.1));
    assertFalse(gate.isSpeech());
    assertEquals(
        List.of(new SpeechSegment(32.0 / RATE, (12 * 512 + 480.0) / RATE)),
        gate.segments(20 * 512, RATE));
  }

  @Test
  void accept_dropsWhatIsTooShort() {
    VoiceActivityGate gate = new VoiceActivityGate(SILERO);
    assertEquals(new Event(Kind.START, 0), gate.accept(1));
    for (int i = 0; i < 4; i++) {
      assertNull(gate.accept(0));
    }
    assertEquals(new Event(Kind.DROPPED, 512 + 480), gate.accept(0));
    assertEquals(List.of(), gate.segments(6 * 512, RATE));
  }

  @Test
  void accept_aPauseThatIsTooShort_doesNotEndSpeech() {
    VoiceActivityGate gate = new VoiceActivityGate(SILERO);
    gate.accept(1);
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 4; i++) {
        assertNull(gate.accept(0));
      }
      assertNull(gate.accept(0.9));
    }
    assertEquals(List.of(new SpeechSegment(0, 51 * 512.0 / RATE)), gate.segments(51 * 512, RATE));
  }

  @Test
  void segments_areThoseOfGetSpeechTimestamps() {
    Random random = new Random(11);
    int stretches = 0;
    for (int round = 0; round < 400; round++) {
      Config config =
          new Config(
              WINDOW,
              0.5,
              0.2 + 0.3 * random.nextDouble(),
              random.nextInt(6000),
              random.nextInt(3000),
              random.nextInt(2500));
      double[] probabilities = new double[20 + random.nextInt(200)];
      double level = 0.5;
      for (int i = 0; i < probabilities.length; i++) {
        level += (random.nextDouble() - 0.5) * 0.6;
        level = Math.max(0, Math.min(1, level));
        probabilities[i] = level;
      }
      long length = (probabilities.length - 1) * (long) WINDOW + 1 + random.nextInt(WINDOW);
      VoiceActivityGate gate = new VoiceActivityGate(config);
      int starts = 0;
      int ends = 0;
      for (double probability : probabilities) {
        Event event = gate.accept(probability);
        starts += event != null && event.kind() == Kind.START ? 1 : 0;
        ends += event != null && event.kind() != Kind.START ? 1 : 0;
      }
      assertEquals(gate.isSpeech() ? 1 : 0, starts - ends);
      List<SpeechSegment> expected = new ArrayList<>();
      for (long[] speech : speechTimestamps(config, probabilities, length)) {
        expected.add(new SpeechSegment((double) speech[0] / RATE, (double) speech[1] / RATE));
      }
      assertEquals(expected, gate.segments(length, RATE), "round " + round);
      stretches += expected.size();
    }
    assertTrue(stretches > 1000, "only " + stretches);
  }

  /** get_speech_timestamps of snakers4/silero-vad, line by line, without a longest speech. */
  private static List<long[]> speechTimestamps(Config config, double[] probabilities, long length) {
    List<long[]> speeches = new ArrayList<>();
    boolean triggered = false;
    long start = 0;
    long tempEnd = 0;
    for (int i = 0; i < probabilities.length; i++) {
      long current = (long) i * config.windowSamples();
      if (probabilities[i] >= config.threshold() && tempEnd != 0) {
        tempEnd = 0;
      }
      if (probabilities[i] >= config.threshold() && !triggered) {
        triggered = true;
        start = current;
        continue;
      }
      if (probabilities[i] < config.negativeThreshold() && triggered) {
        if (tempEnd == 0) {
          tempEnd = current;
        }
        if (current - tempEnd < config.minSilence()) {
          continue;
        }
        if (tempEnd - start > config.minSpeech()) {
          speeches.add(new long[] {start, tempEnd});
        }
        tempEnd = 0;
        triggered = false;
      }
    }
    if (triggered && length - start > config.minSpeech()) {
      speeches.add(new long[] {start, length});
    }
    int pad = config.speechPad();
    for (int i = 0; i < speeches.size(); i++) {
      long[] speech = speeches.get(i);
      if (i == 0) {
        speech[0] = Math.max(0, speech[0] - pad);
      }
      if (i == speeches.size() - 1) {
        speech[1] = Math.min(length, speech[1] + pad);
        continue;
      }
      long[] next = speeches.get(i + 1);
      long silence = next[0] - speech[1];
      if (silence < 2L * pad) {
        speech[1] += silence / 2;
        next[0] = Math.max(0, next[0] - silence / 2);
      } else {
        speech[1] = Math.min(length, speech[1] + pad);
        next[0] = Math.max(0, next[0] - pad);
      }
    }
    return speeches;
  }

  @Test
  void badInput_isRefused() {
    VoiceActivityGate gate = new VoiceActivityGate(SILERO);
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> gate.accept(wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> new Config(0, 0.5, 0.35, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Config(512, 0.5, 0.6, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Config(512, 0.5, 0.35, -1, 0, 0));
  }
}

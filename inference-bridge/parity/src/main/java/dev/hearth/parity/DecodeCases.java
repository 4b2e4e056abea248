package dev.hearth.parity;

import dev.hearth.decode.Activation;
import dev.hearth.decode.Anchors;
import dev.hearth.decode.Candidates;
import dev.hearth.decode.Embedding;
import dev.hearth.decode.LiveAudioDetector;
import dev.hearth.decode.LiveDetection;
import dev.hearth.decode.LiveDetectorConfig;
import dev.hearth.decode.NonMaxSuppression;
import dev.hearth.decode.NonMaxSuppression.Kept;
import dev.hearth.decode.NonMaxSuppression.Method;
import dev.hearth.decode.Pooling;
import dev.hearth.decode.SpeechSegment;
import dev.hearth.decode.VoiceActivityGate;
import dev.hearth.tensor.Numbers;
import java.util.List;

/** From a model's output to its meaning. */
final class DecodeCases {
  private DecodeCases() {}

  static void addTo(List<GoldenCase> all) {
    for (Activation activation : Activation.values()) {
      all.add(
          new GoldenCase(
              "decode/" + activation.id(), (in, out) -> out.add(activation.apply(logits(1000)))));
    }
    all.add(new GoldenCase("decode/live-detector", DecodeCases::detector));
    all.add(new GoldenCase("decode/voice-gate", (in, out) -> gate(out)));
    for (Method method : Method.values()) {
      all.add(new GoldenCase("decode/nms-" + method.id(), (in, out) -> suppressed(method, out)));
    }
    all.add(new GoldenCase("decode/anchors", (in, out) -> anchors(out)));
    all.add(new GoldenCase("decode/embedding", (in, out) -> embedded(out)));
  }

  private static float[] logits(int count) {
    Noise noise = new Noise(count);
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) noise.between(-12, 12);
    }
    return out;
  }

  /** The stream and events of the training code, as LiveAudioDetectorGoldenTest. */
  private static void detector(Inputs in, Golden out) {
    LiveAudioDetector detector =
        new LiveAudioDetector(
            new LiveDetectorConfig(1.0, 3, 0.65, 0.25, 9, -60, 0.4, List.of(10, 11), 10));
    out.tolerate(1e-4);
    for (String line : in.text(Inputs.CORE + "decode/detector.csv").split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      String[] cells = line.split(",", -1);
      float[] probabilities = new float[12];
      for (int i = 0; i < 12; i++) {
        probabilities[i] = (float) Numbers.parse(cells[i + 2]);
      }
      LiveDetection event =
          detector.accept(Numbers.parse(cells[0]), probabilities, Numbers.parse(cells[1]));
      out.compare(
          new int[] {(int) Numbers.parse(cells[14])},
          new int[] {event == null ? -1 : event.label()});
      if (event != null) {
        out.differ(event.score() - Numbers.parse(cells[15]));
        out.add(event.score());
      }
    }
  }

  private static void gate(Golden out) {
    VoiceActivityGate gate =
        new VoiceActivityGate(new VoiceActivityGate.Config(512, 0.5, 0.35, 4000, 1600, 480));
    Noise noise = new Noise(9);
    for (int i = 0; i < 2000; i++) {
      double loud = (i >> 5) % 3 == 0 ? 0.8 : 0.2;
      VoiceActivityGate.Event event = gate.accept(loud + noise.between(-0.2, 0.2));
      out.add(event == null ? "" : event.kind().name());
      out.add(gate.isSpeech() ? 1 : 0);
    }
    for (SpeechSegment segment : gate.segments(2000 * 512, 16000)) {
      out.add(segment.startSeconds());
      out.add(segment.endSeconds());
    }
  }

  private static void suppressed(Method method, Golden out) {
    Noise noise = new Noise(10);
    Candidates candidates = new Candidates();
    for (int i = 0; i < 1500; i++) {
      double left = noise.between(0, 600);
      double top = noise.between(0, 600);
      // Scores of few values: ties keep their order.
      candidates.add(
          left,
          top,
          left + noise.between(-5, 80),
          top + noise.between(1, 80),
          noise.below(500) / 500.0,
          noise.below(3),
          i);
    }
    for (boolean agnostic : new boolean[] {false, true}) {
      for (Kept kept :
          new NonMaxSuppression(method, 0.45, 0.5, 0.25, agnostic, 300).apply(candidates)) {
        out.add(kept.index());
        out.add(kept.score());
      }
    }
  }

  private static void anchors(Golden out) {
    add(
        Anchors.ssd(
            256, 256, new double[] {16, 32, 32, 32}, .15, .75, new double[] {1}, 1, false, false),
        out);
    add(
        Anchors.ssd(
            300,
            300,
            new double[] {8, 16, 32, 64},
            .2,
            .95,
            new double[] {1, 2, .5, 3, .3333},
            1,
            false,
            true),
        out);
    add(
        Anchors.priors(320, 240, new double[] {8, 16}, new double[][] {{10, 16, 24}, {32, 48}}),
        out);
    add(Anchors.grid(640, 480, new double[] {8, 16, 32}, 0.5, new double[0][]), out);
  }

  private static void add(Anchors anchors, Golden out) {
    for (int i = 0; i < anchors.size(); i++) {
      for (int part = 0; part < 4; part++) {
        out.add(anchors.get(i, part));
      }
    }
  }

  private static void embedded(Golden out) {
    float[] values = logits(12 * 64);
    int[] mask = {1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0};
    for (Pooling pooling : new Pooling[] {Pooling.CLS, Pooling.MEAN, Pooling.MAX, Pooling.LAST}) {
      Embedding embedding = new Embedding(pooling.apply(values, 64, mask, false)).normalized();
      out.add(embedding.values());
      out.add(embedding.similarity(new Embedding(pooling.apply(values, 64, mask, true))));
    }
  }
}

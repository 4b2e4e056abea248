package dev.hearth.parity;

import dev.hearth.decode.Activation;
import dev.hearth.decode.Anchors;
import dev.hearth.decode.Candidates;
import dev.hearth.decode.Embedding;
import dev.hearth.decode.NonMaxSuppression;
import dev.hearth.decode.NonMaxSuppression.Kept;
import dev.hearth.decode.NonMaxSuppression.Method;
import dev.hearth.decode.Pooling;
import dev.hearth.tensor.Float16;
import dev.hearth.tensor.Numbers;
import dev.hearth.tensor.PortableMath;
import java.util.List;

/** What models answer, on its way to people. */
final class DecodeCases {
  static final List<String> NAMES =
      List.of("hard NMS", "soft NMS", "softmax and sigmoid", "anchors", "pooling", "numbers");

  private DecodeCases() {}

  static Hash run(String name) {
    Hash hash = new Hash();
    Noise noise = new Noise(11);
    switch (name) {
      case "hard NMS" -> {
        keep(hash, boxes(8400), new NonMaxSuppression(Method.HARD, 0.45, 1, 0.25, false, 300));
        keep(hash, boxes(8400), new NonMaxSuppression(Method.HARD, 0.45, 1, 0.25, true, 300));
      }
      case "soft NMS" -> {
        keep(hash, boxes(500), new NonMaxSuppression(Method.LINEAR, 0.3, 0.5, 0.1, false, 200));
        keep(hash, boxes(500), new NonMaxSuppression(Method.GAUSSIAN, 0.3, 0.5, 0.1, true, 200));
      }
      case "softmax and sigmoid" -> {
        float[] logits = new float[5000];
        for (int i = 0; i < logits.length; i++) {
          logits[i] = (float) (noise.unit() * 40 - 20);
        }
        hash.add(Activation.SOFTMAX.apply(logits)).add(Activation.SIGMOID.apply(logits));
      }
      case "anchors" -> {
        Anchors anchors =
            Anchors.ssd(
                300,
                200,
                new double[] {16, 32, 64},
                0.2,
                0.95,
                new double[] {1, 2, 0.5},
                1,
                false,
                true);
        for (int i = 0; i < anchors.size(); i++) {
          for (int part = 0; part < 4; part++) {
            hash.add(anchors.get(i, part));
          }
        }
      }
      case "pooling" -> {
        float[] values = new float[20 * 64];
        int[] mask = new int[20];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (noise.unit() - 0.5);
          mask[i % 20] = i % 20 < 15 ? 1 : 0;
        }
        for (Pooling pooling : new Pooling[] {Pooling.CLS, Pooling.MEAN, Pooling.MAX}) {
          double[] pooled = pooling.apply(values, 64, mask, false);
          hash.add(new Embedding(pooled).normalized().values());
        }
      }
      default -> {
        for (int i = 0; i < 2000; i++) {
          double value = (noise.unit() - 0.5) * PortableMath.exp(noise.unit() * 24 - 12);
          hash.add(Numbers.text(value)).add(Numbers.parse(Numbers.text(value)));
          hash.add(Float16.of(value)).add(Float16.toDouble(Float16.of(value)));
        }
      }
    }
    return hash;
  }

  private static void keep(Hash hash, Candidates boxes, NonMaxSuppression suppression) {
    for (Kept kept : suppression.apply(boxes)) {
      hash.add(kept.index()).add(kept.score());
    }
  }

  private static Candidates boxes(int count) {
    Noise noise = new Noise(5);
    Candidates out = new Candidates();
    for (int i = 0; i < count; i++) {
      double x = noise.unit() * 600;
      double y = noise.unit() * 600;
      double width = 10 + noise.unit() * 120;
      double height = 10 + noise.unit() * 120;
      out.add(x, y, x + width, y + height, noise.unit(), noise.next() % 80, i);
    }
    return out;
  }
}

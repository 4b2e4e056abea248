package dev.hearth.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.decode.NonMaxSuppression.Kept;
import dev.hearth.decode.NonMaxSuppression.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NonMaxSuppressionTest {
  /** Box 1 overlaps box 0 by a third; box 2 is elsewhere; all of one class. */
  private static Candidates three() {
    Candidates out = new Candidates();
    out.add(0, 0, 10, 10, 0.9, 0, 0);
    out.add(5, 0, 15, 10, 0.8, 0, 1);
    out.add(50, 50, 60, 60, 0.7, 0, 2);
    return out;
  }

  private static NonMaxSuppression of(Method method, double iou) {
    return new NonMaxSuppression(method, iou, 0.5, 0.1, false, 10);
  }

  @Test
  void hard_dropsWhatOverlapsMore() {
    assertEquals(3, of(Method.HARD, 0.34).apply(three()).length);
    Kept[] kept = of(Method.HARD, 0.33).apply(three());
    assertEquals(2, kept.length);
    assertEquals(2, kept[1].index());
  }

  @Test
  void soft_lowersScores() {
    Kept[] linear = of(Method.LINEAR, 0.3).apply(three());
    assertArrayEquals(
        new double[] {0.9, 0.7, 0.8 * (2 / 3.0)},
        new double[] {linear[0].score(), linear[1].score(), linear[2].score()},
        1e-12);
    Kept[] gaussian = of(Method.GAUSSIAN, 0.3).apply(three());
    assertEquals(0.8 * Math.exp(-1 / 9.0 / 0.5), score(gaussian, 1), 1e-12);
  }

  private static double score(Kept[] kept, int index) {
    for (Kept one : kept) {
      if (one.index() == index) {
        return one.score();
      }
    }
    throw new AssertionError("box " + index + " is gone");
  }

  @Test
  void hard_isTheDefinition_forRandomBoxes() {
    Random random = new Random(4);
    for (int round = 0; round < 50; round++) {
      Candidates boxes = new Candidates();
      for (int i = 0; i < 200; i++) {
        double x = random.nextInt(100);
        double y = random.nextInt(100);
        boxes.add(
            x,
            y,
            x + random.nextInt(30),
            y + random.nextInt(30),
            random.nextInt(20) / 20.0,
            random.nextInt(3),
            i);
      }
      List<Integer> expected = new ArrayList<>();
      for (int next : boxes.byScore()) {
        boolean free = boxes.score(next) >= 0.1;
        for (int kept : expected) {
          free &=
              boxes.classIndex(kept) != boxes.classIndex(next)
                  || boxes.box(kept).iou(boxes.box(next)) <= 0.4;
        }
        if (free) {
          expected.add(next);
        }
      }
      List<Integer> found = new ArrayList<>();
      for (Kept kept : new NonMaxSuppression(Method.HARD, 0.4, 1, 0.1, false, 1000).apply(boxes)) {
        found.add(kept.index());
      }
      assertEquals(expected, found);
    }
  }

  @Test
  void candidates_refuseNaN() {
    assertThrows(
        IllegalArgumentException.class, () -> new Candidates().add(0, 0, 1, 1, Double.NaN, 0, 0));
  }
}

package dev.hearth.decode;

import dev.hearth.tensor.PortableMath;
import java.util.Arrays;

/**
 * Keeps the best of boxes that show the same thing.
 *
 * <p>{@link Method#HARD} goes from the highest score down and drops what overlaps a kept box by
 * more than {@code iouThreshold}, as torchvision does. The soft methods (Bodla et al., "Soft-NMS",
 * 2017) lower the scores of what overlaps instead: by {@code 1 - iou} above the threshold, or by
 * {@code exp(-iou^2 / sigma)}, and drop what falls under {@code scoreThreshold}.
 *
 * @param method what happens to boxes that overlap a better one
 * @param iouThreshold 0 to 1
 * @param sigma of {@link Method#GAUSSIAN}, above 0
 * @param scoreThreshold least score to be kept
 * @param classAgnostic true if boxes of different classes compete
 * @param maxDetections most boxes to keep, at least 1
 */
public record NonMaxSuppression(
    Method method,
    double iouThreshold,
    double sigma,
    double scoreThreshold,
    boolean classAgnostic,
    int maxDetections) {
  /** Numbers that are kept of a box. */
  private static final int BOX = 5;

  public NonMaxSuppression {
    if (!(iouThreshold >= 0 && iouThreshold <= 1 && sigma > 0 && maxDetections > 0)) {
      throw new IllegalArgumentException(
          "Expected iouThreshold of 0 to 1, sigma above 0, maxDetections above 0, found another");
    }
  }

  /** What happens to boxes that overlap a better one. */
  public enum Method {
    /** They stay: the model has chosen already. */
    NONE("none"),
    /** They go. */
    HARD("hard"),
    /** Their scores fall in proportion. */
    LINEAR("soft-linear"),
    /** Their scores fall by a Gaussian. */
    GAUSSIAN("soft-gaussian");

    private final String id;

    Method(String id) {
      this.id = id;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return id;
    }
  }

  /** A box that was kept, by its number, and its score. */
  public record Kept(int index, double score) {}

  /** Returns the kept boxes, highest score first. */
  public Kept[] apply(Candidates candidates) {
    int[] order = candidates.byScore();
    return method == Method.LINEAR || method == Method.GAUSSIAN
        ? soft(candidates, order)
        : hard(candidates, order);
  }

  private Kept[] hard(Candidates candidates, int[] order) {
    double[] edges = candidates.edges();
    int most = Math.min(order.length, maxDetections);
    int[] kept = new int[most];
    int[] classes = new int[most];
    // Edges and area of each kept box and of the one that is looked at, side by side.
    double[] boxes = new double[BOX * most];
    int count = 0;
    for (int next : order) {
      if (count == most || candidates.score(next) < scoreThreshold) {
        break;
      }
      System.arraycopy(edges, 4 * next, boxes, BOX * count, 4);
      boxes[BOX * count + 4] = area(edges, 4 * next);
      classes[count] = classAgnostic ? 0 : candidates.classIndex(next);
      if (method == Method.NONE || !isHidden(boxes, classes, count)) {
        kept[count++] = next;
      }
    }
    Kept[] out = new Kept[count];
    for (int i = 0; i < count; i++) {
      out[i] = new Kept(kept[i], candidates.score(kept[i]));
    }
    return out;
  }

  /** Returns whether the last of {@code count + 1} boxes overlaps another by too much. */
  private boolean isHidden(double[] boxes, int[] classes, int count) {
    int own = BOX * count;
    int classIndex = classes[count];
    double left = boxes[own];
    double top = boxes[own + 1];
    double right = boxes[own + 2];
    double bottom = boxes[own + 3];
    double area = boxes[own + 4];
    for (int i = 0, at = 0; i < count; i++, at += BOX) {
      boolean meets =
          classes[i] == classIndex
              && boxes[at] < right
              && boxes[at + 2] > left
              && boxes[at + 1] < bottom
              && boxes[at + 3] > top;
      if (meets) {
        double width = Math.min(boxes[at + 2], right) - Math.max(boxes[at], left);
        double height = Math.min(boxes[at + 3], bottom) - Math.max(boxes[at + 1], top);
        double both = width * height;
        if (width > 0 && height > 0 && both / (boxes[at + 4] + area - both) > iouThreshold) {
          return true;
        }
      }
    }
    return false;
  }

  private Kept[] soft(Candidates candidates, int[] order) {
    double[] scores = new double[order.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = candidates.score(order[i]);
    }
    Kept[] out = new Kept[Math.min(order.length, maxDetections)];
    int count = 0;
    while (count < out.length) {
      int best = 0;
      for (int i = 1; i < scores.length; i++) {
        best = scores[i] > scores[best] ? i : best;
      }
      if (!(scores[best] >= scoreThreshold)) {
        break;
      }
      out[count++] = new Kept(order[best], scores[best]);
      scores[best] = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < scores.length; i++) {
        if (scores[i] >= scoreThreshold && competes(candidates, order[best], order[i])) {
          scores[i] *= weight(iou(candidates.edges(), 4 * order[best], 4 * order[i]));
        }
      }
    }
    return Arrays.copyOf(out, count);
  }

  private double weight(double iou) {
    if (method == Method.GAUSSIAN) {
      return PortableMath.exp(iou * -1 * iou / sigma);
    }
    return iou > iouThreshold ? 1 - iou : 1;
  }

  private boolean competes(Candidates candidates, int a, int b) {
    return classAgnostic || candidates.classIndex(a) == candidates.classIndex(b);
  }

  private static double iou(double[] edges, int a, int b) {
    double width = Math.min(edges[a + 2], edges[b + 2]) - Math.max(edges[a], edges[b]);
    double height = Math.min(edges[a + 3], edges[b + 3]) - Math.max(edges[a + 1], edges[b + 1]);
    if (!(width > 0 && height > 0)) {
      return 0;
    }
    double both = width * height;
    return both / (area(edges, a) + area(edges, b) - both);
  }

  private static double area(double[] edges, int at) {
    return (edges[at + 2] - edges[at]) * (edges[at + 3] - edges[at + 1]);
  }
}

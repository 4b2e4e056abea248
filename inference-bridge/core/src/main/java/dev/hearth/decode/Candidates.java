package dev.hearth.decode;

import java.util.Arrays;

/** Boxes with scores and classes, as a detector proposes them: a list over plain arrays. */
public final class Candidates {
  private double[] edges;
  private double[] scores;
  private int[] classes;
  private int[] sources;
  private int size;

  /** Creates an empty list. */
  public Candidates() {
    edges = new double[4 * 64];
    scores = new double[64];
    classes = new int[64];
    sources = new int[64];
  }

  /**
   * Adds a box.
   *
   * @param source the caller's own number of it
   * @throws IllegalArgumentException if the score is not a number
   */
  public void add(
      double left,
      double top,
      double right,
      double bottom,
      double score,
      int classIndex,
      int source) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("Expected a score, found NaN");
    }
    if (size == scores.length) {
      edges = Arrays.copyOf(edges, 8 * size);
      scores = Arrays.copyOf(scores, 2 * size);
      classes = Arrays.copyOf(classes, 2 * size);
      sources = Arrays.copyOf(sources, 2 * size);
    }
    edges[4 * size] = left;
    edges[4 * size + 1] = top;
    edges[4 * size + 2] = right;
    edges[4 * size + 3] = bottom;
    scores[size] = score;
    classes[size] = classIndex;
    sources[size] = source;
    size++;
  }

  /** Returns the number of boxes. */
  public int size() {
    return size;
  }

  /** Returns a box. */
  public BoundingBox box(int index) {
    int at = 4 * index;
    return new BoundingBox(edges[at], edges[at + 1], edges[at + 2], edges[at + 3]);
  }

  /** Returns the score of a box. */
  public double score(int index) {
    return scores[index];
  }

  /** Returns the class of a box. */
  public int classIndex(int index) {
    return classes[index];
  }

  /** Returns the number the caller gave a box. */
  public int source(int index) {
    return sources[index];
  }

  /** Left, top, right, bottom of each box; longer than needed. */
  double[] edges() {
    return edges;
  }

  /**
   * Returns the boxes' numbers, highest score first; the lower number first where two are equal.
   */
  int[] byScore() {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    int[] other = new int[size];
    for (int run = 1; run < size; run *= 2) {
      for (int from = 0; from < size; from += 2 * run) {
        merge(order, other, from, Math.min(from + run, size), Math.min(from + 2 * run, size));
      }
      int[] swap = order;
      order = other;
      other = swap;
    }
    return order;
  }

  private void merge(int[] in, int[] out, int from, int middle, int to) {
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean takeLeft = right == to || (left < middle && scores[in[left]] >= scores[in[right]]);
      out[at] = takeLeft ? in[left++] : in[right++];
    }
  }
}

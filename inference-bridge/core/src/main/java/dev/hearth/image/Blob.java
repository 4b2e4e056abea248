package dev.hearth.image;

import java.util.ArrayList;
import java.util.List;

/** A connected piece of ink (neighbours across corners count as connected). */
final class Blob {

  /** This much of a side of the picture covered makes a blob a shadow or a table, not a digit. */
  private static final double RIM_SHARE = 0.3;

  /** And this much of the width or height spanned. */
  private static final double SPAN = 0.85;

  /** The number of this blob in the label map. */
  final int label;

  int left = Integer.MAX_VALUE;
  int top = Integer.MAX_VALUE;
  int right = -1;
  int bottom = -1;

  /** Pixels. */
  int area;

  /** Pixels that are ink beyond doubt. */
  int seeds;

  /** Sum of ink levels. */
  int mass;

  private Blob(int label) {
    this.label = label;
  }

  int width() {
    return right - left + 1;
  }

  int height() {
    return bottom - top + 1;
  }

  int longer() {
    return Math.max(width(), height());
  }

  /**
   * Finds all blobs.
   *
   * @param low ink levels above this belong to a blob
   * @param high ink levels above this are seeds
   * @param labels int[width * height] of zeros; receives each pixel's blob number, from 1
   */
  static List<Blob> find(InkMap map, int low, int high, int[] labels) {
    List<Blob> blobs = new ArrayList<>();
    int[] stack = new int[map.ink.length];
    for (int i = 0; i < map.ink.length; i++) {
      if (labels[i] == 0 && (map.ink[i] & 0xff) > low) {
        Blob blob = new Blob(blobs.size() + 1);
        blob.fill(map, i, low, high, labels, stack);
        blobs.add(blob);
      }
    }
    return blobs;
  }

  private void fill(InkMap map, int start, int low, int high, int[] labels, int[] stack) {
    int depth = 0;
    stack[depth++] = start;
    labels[start] = label;
    while (depth > 0) {
      int at = stack[--depth];
      int x = at % map.width;
      int y = at / map.width;
      add(x, y, map.ink[at] & 0xff, high);
      for (int ny = Math.max(0, y - 1); ny <= Math.min(map.height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(map.width - 1, x + 1); nx++) {
          int next = ny * map.width + nx;
          if (labels[next] == 0 && (map.ink[next] & 0xff) > low) {
            labels[next] = label;
            stack[depth++] = next;
          }
        }
      }
    }
  }

  private void add(int x, int y, int level, int high) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    area++;
    mass += level;
    if (level > high) {
      seeds++;
    }
  }

  /**
   * Returns whether this looks like the surroundings of the paper, or a line across it: it runs
   * from a side of the picture to near the opposite one, or along much of a side.
   */
  boolean isFrame(InkMap map, int[] labels) {
    if (touchesRim(map) && (width() >= SPAN * map.width || height() >= SPAN * map.height)) {
      return true;
    }
    return contact(labels, 0, map.width, map.height) > RIM_SHARE * map.height
        || contact(labels, map.width - 1, map.width, map.height) > RIM_SHARE * map.height
        || contact(labels, 0, 1, map.width) > RIM_SHARE * map.width
        || contact(labels, (map.height - 1) * map.width, 1, map.width) > RIM_SHARE * map.width;
  }

  /** Returns whether this reaches the rim of the picture. */
  boolean touchesRim(InkMap map) {
    return left == 0 || top == 0 || right == map.width - 1 || bottom == map.height - 1;
  }

  private int contact(int[] labels, int start, int step, int count) {
    int pixels = 0;
    for (int i = 0; i < count; i++) {
      if (labels[start + i * step] == label) {
        pixels++;
      }
    }
    return pixels;
  }

  /** Returns whether another blob is likely a part of the same digit as the box of this one. */
  boolean reaches(Blob other) {
    int gapX = Math.max(0, Math.max(other.left - right, left - other.right) - 1);
    int gapY = Math.max(0, Math.max(other.top - bottom, top - other.bottom) - 1);
    // Above and below each other they are strokes; side by side and as tall, two digits.
    double reach = gapX == 0 ? 0.3 : 2 * other.height() < height() ? 0.25 : 0.12;
    return Math.max(gapX, gapY) <= Math.max(1, reach * longer());
  }

  /** Enlarges the box of this blob to take in another. */
  void join(Blob other) {
    left = Math.min(left, other.left);
    right = Math.max(right, other.right);
    top = Math.min(top, other.top);
    bottom = Math.max(bottom, other.bottom);
    area += other.area;
    seeds += other.seeds;
    mass += other.mass;
  }
}

package dev.hearth.decode;

import java.util.Arrays;

/**
 * The boxes a detector's regressions start from: centre column, centre row, width and height of
 * each, in pixels of the model's input, in the order of the model's rows.
 */
public final class Anchors {
  private double[] values = new double[256];
  private int size;

  private Anchors() {}

  /** Returns the number of anchors. */
  public int size() {
    return size;
  }

  /** Returns 0 centre column, 1 centre row, 2 width or 3 height of an anchor. */
  public double get(int anchor, int part) {
    return values[4 * anchor + part];
  }

  private void add(double x, double y, double width, double height) {
    if (4 * size == values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    values[4 * size] = x;
    values[4 * size + 1] = y;
    values[4 * size + 2] = width;
    values[4 * size + 3] = height;
    size++;
  }

  private static int cells(int pixels, double stride) {
    return (int) Math.ceil(pixels / stride);
  }

  /**
   * Returns the points of anchor-free heads, such as those of YOLOX and YuNet, or the anchors of
   * YOLOv5: level by level, within one size by size, row by row.
   *
   * @param strides pixels from one cell to the next, one a level
   * @param offset of an anchor's centre in its cell, in cells: 0 or 0.5
   * @param sizes width and height by turns for each anchor of a level; empty to take the stride
   */
  public static Anchors grid(
      int inputWidth, int inputHeight, double[] strides, double offset, double[][] sizes) {
    Anchors out = new Anchors();
    for (int level = 0; level < strides.length; level++) {
      double stride = strides[level];
      double[] own = sizes.length == 0 ? new double[] {stride, stride} : sizes[level];
      for (int i = 0; i + 1 < own.length; i += 2) {
        for (int y = 0; y < cells(inputHeight, stride); y++) {
          for (int x = 0; x < cells(inputWidth, stride); x++) {
            out.add((x + offset) * stride, (y + offset) * stride, own[i], own[i + 1]);
          }
        }
      }
    }
    return out;
  }

  /**
   * Returns square priors in the middle of each cell, as RetinaFace and UltraFace have them: level
   * by level, row by row, size by size.
   *
   * @param sizes sides of the priors of each level, in pixels
   */
  public static Anchors priors(
      int inputWidth, int inputHeight, double[] strides, double[][] sizes) {
    Anchors out = new Anchors();
    for (int level = 0; level < strides.length; level++) {
      double stride = strides[level];
      for (int y = 0; y < cells(inputHeight, stride); y++) {
        for (int x = 0; x < cells(inputWidth, stride); x++) {
          for (double side : sizes[level]) {
            out.add((x + 0.5) * stride, (y + 0.5) * stride, side, side);
          }
        }
      }
    }
    return out;
  }

  /**
   * Returns the anchors of MediaPipe's SSD models, by the rules of its SsdAnchorsCalculator:
   * neighbouring levels of one stride share their cells.
   *
   * @param minScale of the first level, as a part of the input's side
   * @param maxScale of the last level
   * @param aspectRatios width over height of each anchor of a level
   * @param interpolatedAspectRatio of one more anchor, whose scale lies between two levels; 0 for
   *     none
   * @param fixedSize true if every anchor has the input's size, as BlazeFace has
   * @param reduceLowest true if the first level has its own three anchors
   */
  public static Anchors ssd(
      int inputWidth,
      int inputHeight,
      double[] strides,
      double minScale,
      double maxScale,
      double[] aspectRatios,
      double interpolatedAspectRatio,
      boolean fixedSize,
      boolean reduceLowest) {
    Anchors out = new Anchors();
    int level = 0;
    while (level < strides.length) {
      double stride = strides[level];
      double[] sides = new double[0];
      for (; level < strides.length && strides[level] == stride; level++) {
        double scale = scale(minScale, maxScale, level, strides.length);
        double next =
            level == strides.length - 1 ? 1 : scale(minScale, maxScale, level + 1, strides.length);
        if (level == 0 && reduceLowest) {
          sides = joined(sides, 0.1, 1);
          sides = joined(sides, scale, 2);
          sides = joined(sides, scale, 0.5);
          continue;
        }
        for (double ratio : aspectRatios) {
          sides = joined(sides, scale, ratio);
        }
        if (interpolatedAspectRatio > 0) {
          sides = joined(sides, Math.sqrt(scale * next), interpolatedAspectRatio);
        }
      }
      int columns = cells(inputWidth, stride);
      int rows = cells(inputHeight, stride);
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          for (int i = 0; i < sides.length; i += 2) {
            out.add(
                (x + 0.5) / columns * inputWidth,
                (y + 0.5) / rows * inputHeight,
                inputWidth * (fixedSize ? 1 : sides[i]),
                inputHeight * (fixedSize ? 1 : sides[i + 1]));
          }
        }
      }
    }
    return out;
  }

  private static double scale(double least, double most, int level, int levels) {
    return levels == 1 ? (least + most) / 2 : least + (most - least) * level / (levels - 1);
  }

  private static double[] joined(double[] sides, double scale, double aspectRatio) {
    double[] out = Arrays.copyOf(sides, sides.length + 2);
    double root = Math.sqrt(aspectRatio);
    out[sides.length] = scale * root;
    out[sides.length + 1] = scale / root;
    return out;
  }
}

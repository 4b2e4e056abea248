package dev.hearth.decode;

import java.util.List;

/** A class for every pixel of a picture. */
public final class SegmentationMask {
  private final int width;
  private final int height;
  private final byte[] classes;
  private final List<String> labels;

  /**
   * Makes a mask.
   *
   * @param classes byte[height * width], unsigned, each under the number of labels; shared
   */
  public SegmentationMask(int width, int height, byte[] classes, List<String> labels) {
    if (classes.length != width * height || labels.size() > 256) {
      throw new IllegalArgumentException(
          "Expected a class for each of "
              + width
              + " x "
              + height
              + " pixels and at most 256 labels, found "
              + classes.length
              + " and "
              + labels.size());
    }
    this.width = width;
    this.height = height;
    this.classes = classes;
    this.labels = List.copyOf(labels);
  }

  /** Returns the pixels in a row. */
  public int width() {
    return width;
  }

  /** Returns the rows. */
  public int height() {
    return height;
  }

  /** Returns the classes' names. */
  public List<String> labels() {
    return labels;
  }

  /** Returns the class of each pixel, byte[height * width], unsigned: shared; do not write. */
  public byte[] classes() {
    return classes;
  }

  /** Returns the share of the picture that each class covers, 0 to 1, in the labels' order. */
  public double[] shares() {
    int[] counts = new int[256];
    for (byte one : classes) {
      counts[one & 0xff]++;
    }
    double[] out = new double[labels.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (double) counts[i] / classes.length;
    }
    return out;
  }
}

package dev.hearth.image;

import java.util.Arrays;

/**
 * How much ink each pixel has: 0 none to 255 as dark as can be, whatever the light and whether the
 * ink is darker or lighter than what it is on.
 */
final class InkMap {

  /** Longer side of the picture in which dark is told from light, pixels. */
  private static final int POLARITY_SIZE = 64;

  /** Longer side of the picture in which the light on the paper is estimated, pixels. */
  private static final int LIGHT_SIZE = 160;

  /** Half the width of what still counts as a stroke, as a fraction of the longer side. */
  private static final double STROKE_REACH = 0.13;

  /** Darker paper than this is not made lighter: it has no levels left to tell ink by. */
  private static final int DARKEST_PAPER = 40;

  final int width;
  final int height;

  /** byte[width * height], 0-255. */
  final byte[] ink;

  /** Standard deviation of {@link #ink} where there is only paper, in its levels. */
  final double noise;

  /** What was taken off every level because half the pixels have as much. */
  private final int bias;

  private InkMap(int width, int height, byte[] ink, double noise, int bias) {
    this.width = width;
    this.height = height;
    this.ink = ink;
    this.noise = noise;
    this.bias = bias;
  }

  /** Finds the ink of a picture in which paper is the majority. */
  static InkMap of(GreyImage image) {
    int level = Polarity.plainPaper(image);
    if (level >= 0) {
      boolean light = Polarity.isLightOn(level, image);
      byte[] paper = new byte[image.levels().length];
      Arrays.fill(paper, (byte) (light ? 255 - level : level));
      InkMap map = below(paper, light ? inverted(image) : image);
      if (map.bias < 12) {
        return map;
      }
      // Where most pixels have ink it is a sheet of paper on a plain table.
    }
    boolean light = Polarity.isLightInk(reduced(image, POLARITY_SIZE));
    GreyImage dark = light ? inverted(image) : image;
    return below(paper(dark), dark);
  }

  static int scaled(int size, int numerator, int denominator) {
    return Math.max(1, (2 * size * numerator + denominator) / (2 * denominator));
  }

  /** Returns the picture with its longer side at most so many pixels. */
  static GreyImage reduced(GreyImage image, int size) {
    int longer = Math.max(image.width(), image.height());
    if (longer <= size) {
      return image;
    }
    int width = scaled(image.width(), size, longer);
    return image.resized(width, scaled(image.height(), size, longer), Filter.BOX);
  }

  private static GreyImage inverted(GreyImage image) {
    byte[] out = new byte[image.levels().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (255 - (image.levels()[i] & 0xff));
    }
    return new GreyImage(image.width(), image.height(), out);
  }

  /** Returns the levels that the paper would have without its dark strokes. */
  private static byte[] paper(GreyImage image) {
    GreyImage coarse = reduced(image, LIGHT_SIZE);
    int reach = (int) (STROKE_REACH * Math.max(coarse.width(), coarse.height()) + 0.5);
    byte[] levels = Morphology.close(coarse, reach);
    return Resampler.resize(
        levels, coarse.width(), coarse.height(), 1, image.width(), image.height(), Filter.BILINEAR);
  }

  private static InkMap below(byte[] paper, GreyImage image) {
    byte[] ink = new byte[paper.length];
    int[] histogram = new int[256];
    for (int i = 0; i < ink.length; i++) {
      int light = paper[i] & 0xff;
      int missing = Math.max(light - (image.levels()[i] & 0xff), 0);
      int level = Math.min(255, (missing * 255 + light / 2) / Math.max(light, DARKEST_PAPER));
      ink[i] = (byte) level;
      histogram[level]++;
    }
    // A closing rides on the crests of the grain, so bare paper has a little "ink" everywhere.
    int bias = percentile(histogram, 0.5);
    int[] spread = new int[256];
    for (int level = 0; level < 256; level++) {
      spread[Math.abs(level - bias)] += histogram[level];
    }
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (byte) Math.max((ink[i] & 0xff) - bias, 0);
    }
    double noise = 1.4826 * percentile(spread, 0.5);
    return new InkMap(image.width(), image.height(), ink, noise, bias);
  }

  /** Returns the lowest level at or below which the fraction of the counted pixels lies. */
  static int percentile(int[] histogram, double fraction) {
    int total = 0;
    for (int count : histogram) {
      total += count;
    }
    int seen = 0;
    for (int level = 0; level < histogram.length; level++) {
      seen += histogram[level];
      if (seen > 0 && seen >= fraction * total) {
        return level;
      }
    }
    return histogram.length - 1;
  }
}

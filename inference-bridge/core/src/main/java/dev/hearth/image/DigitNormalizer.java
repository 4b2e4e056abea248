package dev.hearth.image;

import java.util.Optional;

/**
 * Brings any picture of one digit into the form of the MNIST data: white ink on black, 20 pixels on
 * its longer side, its centre of mass in the middle of 28 x 28.
 *
 * <p>Reads digits drawn on a canvas (dark on light, light on dark, or on nothing), scanned, and
 * photographed under uneven light; the digit may be anywhere and of any size and stroke width. An
 * MNIST picture comes out all but unchanged. Integer and double arithmetic only: the same numbers
 * on every machine.
 */
public final class DigitNormalizer {

  /** Width and height of the result, pixels. */
  public static final int SIZE = 28;

  /** Longer side of the digit's box in the result, pixels. */
  static final int DIGIT_SIZE = 20;

  /** The pixel that MNIST has its centres of mass on, from 0: half a pixel beyond the middle. */
  private static final int CENTRE = 14;

  /** Larger pictures are first reduced to this longer side, pixels. */
  private static final int WORKING_SIZE = 480;

  /** Stroke widths are measured and changed at this multiple of the final size. */
  private static final int FINE = 4;

  /** Thinner strokes are widened to this, in final pixels. */
  private static final double THINNEST = 2;

  private DigitNormalizer() {}

  /**
   * Returns the digit in a picture.
   *
   * <p>Transparent pixels are the paper: white, or black if what is drawn on them is light.
   *
   * @return float[784], 28 x 28 row by row, 0 paper to 1 ink; empty if no ink was found
   */
  public static Optional<float[]> normalize(Bitmap picture) {
    return normalize(GreyImage.over(picture, paperUnder(picture)));
  }

  /**
   * Returns the digit in a grey picture.
   *
   * @return float[784], 28 x 28 row by row, 0 paper to 1 ink; empty if no ink was found
   */
  public static Optional<float[]> normalize(GreyImage picture) {
    GreyImage image = InkMap.reduced(picture, WORKING_SIZE);
    return DigitFinder.find(InkMap.of(image)).map(digit -> place(scale(digit)));
  }

  /** What is drawn on nothing is visible: light strokes were drawn on a dark page. */
  private static int paperUnder(Bitmap picture) {
    byte[] rgba = picture.rgba();
    double opacity = 0;
    double light = 0;
    for (int p = 0; p < rgba.length; p += 4) {
      int alpha = rgba[p + 3] & 0xff;
      opacity += alpha;
      light += alpha * ((rgba[p] & 0xff) + 2 * (rgba[p + 1] & 0xff) + (rgba[p + 2] & 0xff));
    }
    boolean mostlyNothing = opacity < 255.0 / 8 * rgba.length;
    return mostlyNothing && light > opacity * 4 * 128 ? 0 : 255;
  }

  /** Returns the cut-out digit with its longer side 20 pixels, or nearly so. */
  private static GreyImage scale(GreyImage digit) {
    int longer = Math.max(digit.width(), digit.height());
    if (longer >= DIGIT_SIZE - 1 && longer <= DIGIT_SIZE + 1) {
      return digit; // resampling would only blur it
    }
    if (longer <= 2 * DIGIT_SIZE) {
      return fit(digit, DIGIT_SIZE, Filter.BICUBIC);
    }
    GreyImage fine = fit(digit, FINE * DIGIT_SIZE, Filter.BILINEAR);
    return fit(widened(fine), DIGIT_SIZE, Filter.BILINEAR);
  }

  private static GreyImage fit(GreyImage image, int size, Filter filter) {
    int longer = Math.max(image.width(), image.height());
    return image.resized(
        InkMap.scaled(image.width(), size, longer),
        InkMap.scaled(image.height(), size, longer),
        filter);
  }

  /** Widens hairlines, which would otherwise fade when the digit is reduced. */
  private static GreyImage widened(GreyImage fine) {
    double strokeWidth = strokeWidth(fine) / FINE;
    if (strokeWidth >= THINNEST) {
      return fine;
    }
    double radius = (THINNEST - strokeWidth) * FINE / 2;
    int margin = (int) radius;
    int width = fine.width() + 2 * margin;
    int height = fine.height() + 2 * margin;
    byte[] out = new byte[width * height];
    for (int y = 0; y < fine.height(); y++) {
      for (int x = 0; x < fine.width(); x++) {
        int level = fine.levels()[y * fine.width() + x] & 0xff;
        out[(y + margin) * width + x + margin] = (byte) Math.min(255, 2 * level);
      }
    }
    return new GreyImage(width, height, Morphology.dilateRound(out, width, height, radius));
  }

  /** Returns twice the ink's area over the length of its outline (Crofton), in pixels. */
  private static double strokeWidth(GreyImage image) {
    int width = image.width();
    int height = image.height();
    double area = 0;
    double edges = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int level = image.levels()[y * width + x] & 0xff;
        int left = x > 0 ? image.levels()[y * width + x - 1] & 0xff : 0;
        int above = y > 0 ? image.levels()[(y - 1) * width + x] & 0xff : 0;
        area += level;
        edges += Math.abs(level - left) + Math.abs(level - above);
        edges += x == width - 1 ? level : 0;
        edges += y == height - 1 ? level : 0;
      }
    }
    return 2 * area / Math.max(1, edges * Math.PI / 4);
  }

  /** Puts the centre of mass on the centre pixel and makes the darkest ink 1. */
  private static float[] place(GreyImage digit) {
    int width = digit.width();
    int height = digit.height();
    double mass = 0;
    double momentX = 0;
    double momentY = 0;
    int peak = 1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int level = digit.levels()[y * width + x] & 0xff;
        mass += level;
        momentX += level * x;
        momentY += level * y;
        peak = Math.max(peak, level);
      }
    }
    int shiftX = (int) Math.floor(CENTRE - momentX / mass + 0.5);
    int shiftY = (int) Math.floor(CENTRE - momentY / mass + 0.5);
    float[] out = new float[SIZE * SIZE];
    for (int y = Math.max(0, -shiftY); y < Math.min(height, SIZE - shiftY); y++) {
      for (int x = Math.max(0, -shiftX); x < Math.min(width, SIZE - shiftX); x++) {
        int level = digit.levels()[y * width + x] & 0xff;
        out[(y + shiftY) * SIZE + x + shiftX] = (float) ((double) level / peak);
      }
    }
    return out;
  }
}

package dev.hearth.image;

/** Whether the ink of a picture is darker or lighter than what it is on. */
final class Polarity {

  /** Rim pixels this close to each other have the same level, leaving room for JPEG's errors. */
  private static final int SAME = 4;

  /** This much of the rim at the same level makes the paper plain. */
  private static final double PLAIN_SHARE = 0.75;

  /** Widest strokes looked for, as fractions of the longer side; felt pens need the second. */
  private static final double NARROW_STROKE = 0.1;

  private static final double WIDE_STROKE = 0.15;

  private Polarity() {}

  /**
   * Returns the level of the rim if nearly all of it has the same: a canvas, a scan, MNIST; or -1.
   */
  static int plainPaper(GreyImage image) {
    int width = image.width();
    int height = image.height();
    int[] histogram = new int[256];
    int rim = 0;
    for (int y = 0; y < height; y++) {
      boolean wholeRow = y == 0 || y == height - 1;
      for (int x = 0; x < width; x += wholeRow ? 1 : Math.max(1, width - 1)) {
        histogram[image.levels()[y * width + x] & 0xff]++;
        rim++;
      }
    }
    int best = 0;
    int bestCount = -1;
    for (int level = 0; level < 256; level++) {
      int near = 0;
      for (int k = Math.max(0, level - SAME); k <= Math.min(255, level + SAME); k++) {
        near += histogram[k];
      }
      // Of equal counts the level that most pixels have exactly.
      int count = near * 256 + histogram[level] * 255 / rim;
      if (count > bestCount) {
        bestCount = count;
        best = level;
      }
    }
    return bestCount >= PLAIN_SHARE * 256 * rim ? best : -1;
  }

  /** Returns whether a picture on plain paper has more above the level of the paper than below. */
  static boolean isLightOn(int paper, GreyImage image) {
    double sum = 0;
    for (byte level : image.levels()) {
      double miss = (level & 0xff) - paper;
      sum += Math.abs(miss) > SAME ? miss : 0;
    }
    return sum > 0;
  }

  /**
   * Returns whether the ink in a photograph is lighter than the paper.
   *
   * <p>Strokes are narrow: a narrow opening takes away light ones, a narrow closing dark ones,
   * while shadows and gradients stay. Not much wider ones are looked for, or the holes in a digit
   * would count as strokes too.
   *
   * @param coarse a picture of some thousand pixels at most
   */
  static boolean isLightInk(GreyImage coarse) {
    GreyImage even = evened(coarse);
    return lightToDark(even, NARROW_STROKE) * lightToDark(even, WIDE_STROKE) > 1;
  }

  private static double lightToDark(GreyImage image, double strokeWidth) {
    int longer = Math.max(image.width(), image.height());
    int widest = Math.max(1, (int) (strokeWidth * longer / 2));
    double light = 1;
    double dark = 1;
    for (int reach = 1; reach <= widest; reach++) {
      light += excess(image.levels(), Morphology.open(image, reach));
      dark += excess(Morphology.close(image, reach), image.levels());
    }
    return light / dark;
  }

  /** A shadow takes a share of the light: on a scale like a logarithm it takes less than ink. */
  private static GreyImage evened(GreyImage image) {
    byte[] out = new byte[image.levels().length];
    for (int i = 0; i < out.length; i++) {
      double share = ((image.levels()[i] & 0xff) + 8) / 263.0;
      out[i] = (byte) (255 * Math.sqrt(Math.sqrt(share)));
    }
    return new GreyImage(image.width(), image.height(), out);
  }

  private static double excess(byte[] upper, byte[] lower) {
    double sum = 0;
    for (int i = 0; i < upper.length; i++) {
      double step = (upper[i] & 0xff) - (lower[i] & 0xff);
      sum += step * step;
    }
    return sum;
  }
}

package dev.hearth.image;

/** Greatest and least levels around each pixel; pixels outside the picture have no level. */
final class Morphology {

  private Morphology() {}

  /**
   * Returns the levels without what is dark and at most 2 * reach pixels wide: the greatest level
   * within a square of 2 * reach + 1 around each pixel, then the least of those.
   */
  static byte[] close(GreyImage image, int reach) {
    return openOrClose(image, reach, 0);
  }

  /** Returns the levels without what is light and at most 2 * reach pixels wide. */
  static byte[] open(GreyImage image, int reach) {
    return openOrClose(image, reach, 255);
  }

  /**
   * The first pass goes beyond the picture, as far as its pixels reach, so that a level falling
   * towards the rim is left as it is.
   */
  private static byte[] openOrClose(GreyImage image, int reach, int flip) {
    int width = image.width();
    int height = image.height();
    int wide = width + 2 * reach;
    byte[] out = slide(image.levels(), width, height, 2 * reach, wide, flip);
    out = slide(out, height, wide, 2 * reach, height + 2 * reach, flip);
    out = slide(out, wide, height + 2 * reach, 2 * reach, width, 255 - flip);
    return slide(out, height + 2 * reach, width, 2 * reach, height, 255 - flip);
  }

  /**
   * Returns the greatest level in a window sliding along each row, turned: rows become columns.
   * Flipping all bits turns greatest into least.
   *
   * @param span the window has span + 1 pixels
   * @param newWidth width + span: the window starts with one pixel in the row and leaves with one;
   *     width - span: it stays within the row
   */
  private static byte[] slide(byte[] in, int width, int height, int span, int newWidth, int flip) {
    byte[] out = new byte[newWidth * height];
    int start = newWidth > width ? -span : 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        int most = 0;
        int to = Math.min(width - 1, x + start + span);
        for (int k = Math.max(0, x + start); k <= to; k++) {
          most = Math.max(most, (in[y * width + k] & 0xff) ^ flip);
        }
        out[x * height + y] = (byte) (most ^ flip);
      }
    }
    return out;
  }

  /** Returns the greatest level within a disc around each pixel. */
  static byte[] dilateRound(byte[] levels, int width, int height, double radius) {
    int reach = (int) radius;
    byte[] out = new byte[levels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int level = levels[y * width + x] & 0xff;
        if (level == 0) {
          continue;
        }
        for (int dy = -reach; dy <= reach; dy++) {
          for (int dx = -reach; dx <= reach; dx++) {
            int toX = x + dx;
            int toY = y + dy;
            if (dx * dx + dy * dy <= radius * radius
                && toX >= 0
                && toX < width
                && toY >= 0
                && toY < height) {
              int at = toY * width + toX;
              out[at] = (byte) Math.max(out[at] & 0xff, level);
            }
          }
        }
      }
    }
    return out;
  }
}

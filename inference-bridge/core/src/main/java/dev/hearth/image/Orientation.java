package dev.hearth.image;

/**
 * One of the eight ways a camera may have been held, as EXIF numbers them.
 *
 * <p>Browsers turn a picture upright while they decode it; Pillow does not.
 */
public final class Orientation {
  /** As it is. */
  public static final Orientation UPRIGHT = new Orientation(1);

  private final int exif;

  /** Takes a value that is known to be one of the eight. */
  Orientation(int exif) {
    this.exif = exif;
  }

  /**
   * Returns the orientation of an EXIF value.
   *
   * @throws IllegalArgumentException if it is not 1 to 8
   */
  public static Orientation of(int exif) {
    if (exif < 1 || exif > 8) {
      throw new IllegalArgumentException("Expected an orientation of 1 to 8, found " + exif);
    }
    return exif == 1 ? UPRIGHT : new Orientation(exif);
  }

  /** Returns the EXIF value, 1 to 8. */
  public int exif() {
    return exif;
  }

  /** Returns true if the file's columns are rows of the picture upright. */
  public boolean transposes() {
    return exif > 4;
  }

  /** Returns the picture upright, as Pillow's {@code ImageOps.exif_transpose}; may be the same. */
  public Bitmap apply(Bitmap picture) {
    return turned(picture, exif);
  }

  /** Returns the picture as the file has it, from one turned upright; may be the same. */
  public Bitmap undo(Bitmap picture) {
    // The two quarter turns undo each other, the others themselves.
    return turned(picture, exif == 6 || exif == 8 ? 14 - exif : exif);
  }

  private static Bitmap turned(Bitmap picture, int exif) {
    if (exif == 1) {
      return picture;
    }
    boolean transposed = exif > 4;
    boolean mirrored = (exif & 2) != 0;
    boolean flipped = exif == 3 || exif == 4 || exif > 6;
    int width = transposed ? picture.height() : picture.width();
    int height = transposed ? picture.width() : picture.height();
    byte[] in = picture.rgba();
    byte[] out = new byte[in.length];
    for (int y = 0, at = 0; y < height; y++) {
      int fromY = flipped ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int fromX = mirrored ? width - 1 - x : x;
        int from = 4 * (transposed ? fromX * height + fromY : fromY * width + fromX);
        for (int band = 0; band < 4; band++) {
          out[at++] = in[from + band];
        }
      }
    }
    return new Bitmap(width, height, out);
  }
}

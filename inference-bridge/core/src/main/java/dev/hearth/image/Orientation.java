package dev.hearth.image;

/**
 * The eight ways a camera may have been held, as EXIF numbers them.
 *
 * <p>Browsers turn a picture upright while they decode it; Pillow does not.
 */
public enum Orientation {
  /** Upright. */
  UPRIGHT(1, false, false, false),
  /** Mirrored: left is right. */
  MIRRORED(2, false, true, false),
  /** Turned by half. */
  HALF_TURN(3, false, true, true),
  /** Upside down, as in water. */
  FLIPPED(4, false, false, true),
  /** Rows are columns. */
  TRANSPOSED(5, true, false, false),
  /** To be turned a quarter clockwise. */
  TURN_RIGHT(6, true, true, false),
  /** Rows are columns, from the other corner. */
  TRANSVERSED(7, true, true, true),
  /** To be turned a quarter counter-clockwise. */
  TURN_LEFT(8, true, false, true);

  private final int exif;
  private final boolean transposed;
  private final boolean mirrored;
  private final boolean flipped;

  Orientation(int exif, boolean transposed, boolean mirrored, boolean flipped) {
    this.exif = exif;
    this.transposed = transposed;
    this.mirrored = mirrored;
    this.flipped = flipped;
  }

  /**
   * Returns the orientation of an EXIF value.
   *
   * @throws IllegalArgumentException if it is not 1 to 8
   */
  public static Orientation of(int exif) {
    for (Orientation orientation : values()) {
      if (orientation.exif == exif) {
        return orientation;
      }
    }
    throw new IllegalArgumentException("Expected an orientation of 1 to 8, found " + exif);
  }

  /** Returns the EXIF value, 1 to 8. */
  public int exif() {
    return exif;
  }

  /** Returns the picture upright, as Pillow's {@code ImageOps.exif_transpose}; may be the same. */
  public Bitmap apply(Bitmap picture) {
    if (this == UPRIGHT) {
      return picture;
    }
    int width = transposed ? picture.height() : picture.width();
    int height = transposed ? picture.width() : picture.height();
    byte[] in = picture.rgba();
    byte[] out = new byte[in.length];
    int at = 0;
    for (int y = 0; y < height; y++) {
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

  /** Returns the picture as the file has it, from one turned upright; may be the same. */
  public Bitmap undo(Bitmap picture) {
    Orientation inverse =
        switch (this) {
          case TURN_RIGHT -> TURN_LEFT;
          case TURN_LEFT -> TURN_RIGHT;
          default -> this;
        };
    return inverse.apply(picture);
  }
}

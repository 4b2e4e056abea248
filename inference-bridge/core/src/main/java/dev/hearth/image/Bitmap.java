package dev.hearth.image;

/**
 * A picture of 8-bit red, green, blue and straight (not premultiplied) alpha, row by row from the
 * top left, as a canvas gives it.
 */
public final class Bitmap {

  /** The most pixels a picture may have: 8192 x 8192, a quarter of a gigabyte of samples. */
  public static final int MAX_PIXELS = 1 << 26;

  private final int width;
  private final int height;
  private final byte[] rgba;

  /**
   * Wraps samples without copying them: the caller gives the array away.
   *
   * @param width pixels, at least 1
   * @param height pixels, at least 1; width * height is at most {@link #MAX_PIXELS}
   * @param rgba byte[4 * width * height], each byte an unsigned 0-255
   * @throws IllegalArgumentException if the size is out of range or the length does not fit it
   */
  public Bitmap(int width, int height, byte[] rgba) {
    checkSize(width, height);
    if (rgba.length != 4 * width * height) {
      throw new IllegalArgumentException(
          "Expected "
              + 4 * width * height
              + " RGBA bytes for "
              + width
              + " x "
              + height
              + " pixels, found "
              + rgba.length);
    }
    this.width = width;
    this.height = height;
    this.rgba = rgba;
  }

  /** Returns the number of pixels in a row. */
  public int width() {
    return width;
  }

  /** Returns the number of rows. */
  public int height() {
    return height;
  }

  /** Returns the samples themselves, byte[4 * width * height]: shared, not a copy; do not write. */
  public byte[] rgba() {
    return rgba;
  }

  /**
   * Returns a part of the picture: a region of interest.
   *
   * @param left column of the part's first pixel
   * @param top row of the part's first pixel
   * @throws IllegalArgumentException if the part is empty or not within the picture
   */
  public Bitmap cropped(int left, int top, int partWidth, int partHeight) {
    boolean inside =
        left >= 0
            && top >= 0
            && partWidth >= 1
            && partHeight >= 1
            && partWidth <= width - left
            && partHeight <= height - top;
    if (!inside) {
      throw new IllegalArgumentException(
          "Expected a part of "
              + width
              + " x "
              + height
              + " pixels, found "
              + partWidth
              + " x "
              + partHeight
              + " at "
              + left
              + ", "
              + top);
    }
    Pixels all = new Pixels(rgba, width, height, 4, 4);
    return new Bitmap(partWidth, partHeight, all.cropped(left, top, partWidth, top + partHeight));
  }

  /** Throws IllegalArgumentException unless a picture may have this size. */
  public static void checkSize(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 x 1 pixels, found " + width + " x " + height);
    }
    if ((long) width * height > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "Expected at most " + MAX_PIXELS + " pixels, found " + width + " x " + height);
    }
  }
}

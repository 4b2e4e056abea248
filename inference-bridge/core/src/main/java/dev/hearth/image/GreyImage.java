package dev.hearth.image;

/** A picture of 8-bit grey levels, 0 black to 255 white, row by row from the top left. */
public final class GreyImage {

  private final int width;
  private final int height;
  private final byte[] levels;

  /**
   * Wraps levels without copying them: the caller gives the array away.
   *
   * @param width pixels, at least 1
   * @param height pixels, at least 1; width * height is at most {@link Bitmap#MAX_PIXELS}
   * @param levels byte[width * height], each byte an unsigned 0-255
   * @throws IllegalArgumentException if the size is out of range or the length does not fit it
   */
  public GreyImage(int width, int height, byte[] levels) {
    Bitmap.checkSize(width, height);
    if (levels.length != width * height) {
      throw new IllegalArgumentException(
          "Expected "
              + width * height
              + " grey levels for "
              + width
              + " x "
              + height
              + " pixels, found "
              + levels.length);
    }
    this.width = width;
    this.height = height;
    this.levels = levels;
  }

  /** Returns the grey levels of a picture laid over white. See {@link #over}. */
  public static GreyImage of(Bitmap bitmap) {
    return over(bitmap, 255);
  }

  /**
   * Returns the grey levels of a picture laid over a plain grey.
   *
   * <p>Each channel c with alpha a becomes (c * a + background * (255 - a)) / 255, rounded half up;
   * then grey is (19595 R + 38470 G + 7471 B + 32768) / 65536, rounded down: ITU-R 601-2 luma in
   * fixed point, bit for bit Pillow's {@code convert("L")} of the laid-over picture.
   *
   * @param background grey level under transparent pixels, 0-255
   * @throws IllegalArgumentException if the background is out of range
   */
  public static GreyImage over(Bitmap bitmap, int background) {
    if (background < 0 || background > 255) {
      throw new IllegalArgumentException("Expected a background of 0-255, found " + background);
    }
    byte[] out = Pixels.rgb(bitmap, PerChannel.of(background)).luma();
    return new GreyImage(bitmap.width(), bitmap.height(), out);
  }

  /** Returns the number of pixels in a row. */
  public int width() {
    return width;
  }

  /** Returns the number of rows. */
  public int height() {
    return height;
  }

  /** Returns the levels themselves, byte[width * height]: shared, not a copy; do not write. */
  public byte[] levels() {
    return levels;
  }

  /** Returns this picture at another size; see {@link Resampler#resize}. */
  public GreyImage resized(int newWidth, int newHeight, Filter filter) {
    return new GreyImage(
        newWidth,
        newHeight,
        Resampler.resize(levels, width, height, 1, newWidth, newHeight, filter));
  }
}

package dev.hearth.image;

import dev.hearth.tensor.Shape;

/**
 * The input of one picture, and where in it the picture lies.
 *
 * <p>A point x, y of the picture, in pixels from its top left corner, is at {@code x * scaleX +
 * offsetX, y * scaleY + offsetY} in the input.
 */
public final class PreparedImage {
  private final float[] values;
  private final int width;
  private final int height;
  private final int pictureWidth;
  private final int pictureHeight;
  private final double scaleX;
  private final double scaleY;
  private final double offsetX;
  private final double offsetY;

  PreparedImage(
      float[] values,
      int width,
      int height,
      int pictureWidth,
      int pictureHeight,
      double scaleX,
      double scaleY,
      double offsetX,
      double offsetY) {
    this.values = values;
    this.width = width;
    this.height = height;
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    this.scaleX = scaleX;
    this.scaleY = scaleY;
    this.offsetX = offsetX;
    this.offsetY = offsetY;
  }

  /** Returns the same place with values. */
  PreparedImage with(float[] newValues) {
    return new PreparedImage(
        newValues, width, height, pictureWidth, pictureHeight, scaleX, scaleY, offsetX, offsetY);
  }

  /**
   * Returns the values, float[channels * height * width]: shared, not a copy; empty if they were
   * made elsewhere.
   */
  public float[] values() {
    return values;
  }

  /** Returns the columns of the input. */
  public int width() {
    return width;
  }

  /** Returns the rows of the input. */
  public int height() {
    return height;
  }

  /** Returns the columns of the picture. */
  public int pictureWidth() {
    return pictureWidth;
  }

  /** Returns the rows of the picture. */
  public int pictureHeight() {
    return pictureHeight;
  }

  /** Returns the shape of the input: a batch of one, in the configured layout. */
  public Shape shape(ImagePreprocessing config) {
    int channels = config.color().channels();
    return config.layout() == ImagePreprocessing.Layout.NCHW
        ? Shape.of(1, channels, height, width)
        : Shape.of(1, height, width, channels);
  }

  /** Returns the column of the input where a column of the picture is, in pixels. */
  public double inputX(double pictureX) {
    return pictureX * scaleX + offsetX;
  }

  /** Returns the row of the input where a row of the picture is, in pixels. */
  public double inputY(double pictureY) {
    return pictureY * scaleY + offsetY;
  }

  /** Returns the column of the picture that a column of the input shows, in pixels. */
  public double pictureX(double inputX) {
    return (inputX - offsetX) / scaleX;
  }

  /** Returns the row of the picture that a row of the input shows, in pixels. */
  public double pictureY(double inputY) {
    return (inputY - offsetY) / scaleY;
  }
}

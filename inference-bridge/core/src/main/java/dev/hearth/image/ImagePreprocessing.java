package dev.hearth.image;

/**
 * How a picture becomes the model's input: fit to the size, then {@code (value * scale - mean) /
 * std} for each channel, in the given order and layout.
 *
 * @param width columns of the input tensor
 * @param height rows of the input tensor
 * @param color which channels, in which order
 * @param fit how the picture's own proportions are treated
 * @param filter the resampling filter, as Pillow names them
 * @param shortestEdge for {@link Fit#CROP}, the size of the shorter side before cropping
 * @param invert true where the model was trained on light on dark and people bring dark on light
 * @param scale factor for values of 0 to 255
 * @param mean subtracted after scaling; one value, or one a channel
 * @param std divided by last; one value, or one a channel
 * @param layout order of the axes
 */
public record ImagePreprocessing(
    int width,
    int height,
    Color color,
    Fit fit,
    Filter filter,
    int shortestEdge,
    boolean invert,
    double scale,
    PerChannel mean,
    PerChannel std,
    Layout layout) {

  public ImagePreprocessing {
    require(width > 0 && height > 0, "a size of at least 1x1", width + "x" + height);
    require(mean.fits(color.channels()), "one mean a channel", "another number");
    require(std.fits(color.channels()), "one std a channel", "another number");
    require(!std.hasZero(), "a std other than 0", "0");
    require(
        fit != Fit.DIGIT || (width == height && color == Color.GREY),
        "a square grey input for fit digit",
        width + "x" + height + " " + color.id());
    require(
        fit != Fit.CROP || shortestEdge >= Math.max(width, height),
        "a shortestEdge of at least the size for fit crop",
        "" + shortestEdge);
  }

  /** Channels and their order. */
  public enum Color {
    /** One channel, Pillow's mode L. */
    GREY("grey", 1),
    /** Red, green, blue. */
    RGB("rgb", 3),
    /** Blue, green, red. */
    BGR("bgr", 3);

    private final String id;
    private final int channels;

    Color(String id, int channels) {
      this.id = id;
      this.channels = channels;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return id;
    }

    /** Returns 1 or 3. */
    public int channels() {
      return channels;
    }
  }

  /** How a picture of other proportions is fitted. */
  public enum Fit {
    /** Resized to the size, proportions given up. */
    STRETCH("stretch"),
    /** Shorter side resized to {@code shortestEdge}, then the centre cut out. */
    CROP("crop"),
    /** Longer side resized to the size, the rest filled with black. */
    PAD("pad"),
    /** One handwritten sign, found and centred as in MNIST; {@link DigitNormalizer}. */
    DIGIT("digit");

    private final String id;

    Fit(String id) {
      this.id = id;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return id;
    }
  }

  /** Order of the axes of the input tensor. */
  public enum Layout {
    /** Batch, channels, rows, columns. */
    NCHW,
    /** Batch, rows, columns, channels. */
    NHWC
  }

  private static void require(boolean condition, String expected, String found) {
    if (!condition) {
      throw new IllegalArgumentException(
          "Expected image preprocessing with " + expected + ", found " + found);
    }
  }
}

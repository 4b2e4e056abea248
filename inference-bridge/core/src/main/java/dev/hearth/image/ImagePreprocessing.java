package dev.hearth.image;

import dev.hearth.image.Sizing.To;
import dev.hearth.json.Names;
import org.jspecify.annotations.Nullable;

/**
 * How a picture becomes the model's input: resized, cut or padded to the size, then {@code (value *
 * scale - mean) / std} for each channel, each step in 32-bit floats as NumPy and PyTorch have it,
 * in the given order and layout.
 *
 * @param color which channels, in which order
 * @param fit how the picture's own proportions are treated, in a word
 * @param sizing the size the picture is resized to
 * @param method how it is resized
 * @param framing how it is then cut and padded
 * @param background red, green and blue under transparent pixels, or one number for all, 0-255;
 *     null to leave alpha out of account
 * @param invert true where the model was trained on light on dark and people bring dark on light
 * @param scale factor for values of 0 to 255
 * @param mean subtracted after scaling; one value, or one a channel
 * @param std divided by last; one value, or one a channel
 * @param layout order of the axes
 * @param asStored true where the model was trained on pictures as their files have them, turned or
 *     not: whoever decodes a picture then does not turn it upright as its EXIF orientation says
 * @param browserResize true where the model bears another resize than training's, one that a GPU
 *     does without the picture leaving it
 */
public record ImagePreprocessing(
    Color color,
    Fit fit,
    Sizing sizing,
    ResizeMethod method,
    Framing framing,
    @Nullable PerChannel background,
    boolean invert,
    double scale,
    PerChannel mean,
    PerChannel std,
    Layout layout,
    boolean asStored,
    boolean browserResize) {

  public ImagePreprocessing {
    require(scale != 0, "a scale other than 0", "0");
    require(mean.fits(color.channels()), "one mean a channel", "another number");
    require(std.fits(color.channels()), "one std a channel", "another number");
    require(!std.hasZero(), "a std other than 0", "0");
    int width = framing.width();
    int height = framing.height();
    require(
        fit == Fit.FREE || (width > 0 && height > 0),
        "a size of at least 1x1",
        width + "x" + height);
    require(
        fit != Fit.DIGIT || (width == height && color == Color.GREY),
        "a square grey input for fit digit",
        width + "x" + height + " " + color.id());
    require(
        fit != Fit.CROP || sizing.to() != To.SHORTEST || sizing.least() >= Math.max(width, height),
        "a shortestEdge of at least the size for fit crop",
        "" + sizing.least());
    if (background != null) {
      requireColor(background);
    }
  }

  /** Makes a configuration for pictures that are turned upright. */
  public ImagePreprocessing(
      Color color,
      Fit fit,
      Sizing sizing,
      ResizeMethod method,
      Framing framing,
      @Nullable PerChannel background,
      boolean invert,
      double scale,
      PerChannel mean,
      PerChannel std,
      Layout layout) {
    this(
        color,
        fit,
        sizing,
        method,
        framing,
        background,
        invert,
        scale,
        mean,
        std,
        layout,
        false,
        false);
  }

  /**
   * Makes the configuration of one of the usual fits, with Pillow's filters, over white.
   *
   * @param width columns of the input tensor
   * @param height rows of the input tensor
   * @param shortestEdge for {@link Fit#CROP}, the size of the shorter side before cropping
   */
  public ImagePreprocessing(
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
    this(
        color,
        fit,
        fit.sizing(width, height, shortestEdge),
        ResizeMethod.pillow(filter),
        Framing.centre(width, height),
        PerChannel.of(255),
        invert,
        scale,
        mean,
        std,
        layout);
  }

  /** Returns the columns of the input tensor; 0 where they depend on the picture. */
  public int width() {
    return framing.width();
  }

  /** Returns the rows of the input tensor; 0 where they depend on the picture. */
  public int height() {
    return framing.height();
  }

  /** Channels and their order. */
  public enum Color {
    /** One channel, Pillow's mode L. */
    GREY(1),
    /** One channel, the Y of Pillow's mode YCbCr. */
    YCBCR_Y(1),
    /** Red, green, blue. */
    RGB(3),
    /** Blue, green, red. */
    BGR(3);

    private final int channels;

    Color(int channels) {
      this.channels = channels;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return Names.of(this);
    }

    /** Returns 1 or 3. */
    public int channels() {
      return channels;
    }
  }

  /** How a picture of other proportions is fitted. */
  public enum Fit {
    /** Resized to the size, proportions given up. */
    STRETCH,
    /** Shorter side resized to {@code shortestEdge}, then the centre cut out. */
    CROP,
    /** Longer side resized to the size, the rest filled with black. */
    PAD,
    /** One handwritten sign, found and centred as in MNIST; {@link DigitNormalizer}. */
    DIGIT,
    /** As {@link Sizing} and {@link Framing} say; the input's size may depend on the picture. */
    FREE;

    /** Returns the name used in manifests. */
    public String id() {
      return Names.of(this);
    }

    /** Returns the sizing this means where none is given. */
    public Sizing sizing(int width, int height, int shortestEdge) {
      require(
          this == FREE || (width > 0 && height > 0),
          "a size of at least 1x1",
          width + "x" + height);
      if (this == CROP) {
        return Sizing.shortest(shortestEdge, 0);
      } else if (this == PAD) {
        return Sizing.within(width, height, false);
      }
      return this == FREE ? Sizing.none() : Sizing.exact(width, height);
    }
  }

  /** Order of the axes of the input tensor. */
  public enum Layout {
    /** Batch, channels, rows, columns. */
    NCHW,
    /** Batch, rows, columns, channels. */
    NHWC
  }

  static void requireColor(PerChannel color) {
    boolean levels = color.fits(3);
    for (double level : color.values()) {
      levels &= level >= 0 && level <= 255 && level == (int) level;
    }
    require(levels, "a colour of 1 or 3 levels of 0-255", "another");
  }

  private static void require(boolean condition, String expected, String found) {
    if (!condition) {
      throw new IllegalArgumentException(
          "Expected image preprocessing with " + expected + ", found " + found);
    }
  }
}

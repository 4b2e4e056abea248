package dev.hearth.image;

import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.ResizeMethod.Library;
import java.util.Optional;

/** Turns pictures into the values of a model's input. */
public final class ImagePreprocessor {
  private final ImagePreprocessing config;
  private final Normalization normalization;

  /** Makes a preprocessor that does what {@code config} says. */
  public ImagePreprocessor(ImagePreprocessing config) {
    this.config = config;
    normalization = new Normalization(config);
  }

  /**
   * Returns the input of one picture.
   *
   * @return float[channels * height * width] in the configured layout; empty if the configuration
   *     asks for a digit and the picture shows no ink
   * @throws IllegalArgumentException if the resized picture would be too large
   */
  public Optional<float[]> process(Bitmap picture) {
    return prepare(picture).map(PreparedImage::values);
  }

  /** Returns the input of one picture, as {@link #process}, with its size and place in it. */
  public Optional<PreparedImage> prepare(Bitmap picture) {
    if (config.fit() == Fit.DIGIT) {
      return DigitNormalizer.normalize(picture).map(ink -> rescaledDigit(ink, picture));
    }
    PreparedImage place = place(picture.width(), picture.height());
    int width = place.width();
    int height = place.height();
    int[] size = config.sizing().of(picture.width(), picture.height());
    int left = config.framing().align().cut(size[0], width);
    int top = config.framing().align().cut(size[1], height);
    // What of the resized picture is seen: nothing else need be computed.
    int fromX = Math.max(0, left);
    int fromY = Math.max(0, top);
    Window seen =
        new Window(
            fromX,
            fromY,
            Math.min(size[0], left + width) - fromX,
            Math.min(size[1], top + height) - fromY);
    float[] out = new float[width * height * config.color().channels()];
    boolean full = seen.width() == width && seen.height() == height;
    if (!full && !config.framing().after()) {
      normalization.fill(out, paddingLevels());
    }
    draw(picture, size, seen, new Target(out, width, height, fromX - left, fromY - top));
    return Optional.of(place.with(out));
  }

  /**
   * Returns where a picture of that size lies in its input, without values: for input that is made
   * elsewhere, such as on a GPU. Not for {@link Fit#DIGIT}, which looks at the picture.
   *
   * @throws IllegalArgumentException if the resized picture would be too large
   */
  public PreparedImage place(int pictureWidth, int pictureHeight) {
    int[] size = config.sizing().of(pictureWidth, pictureHeight);
    Framing framing = config.framing();
    int width = framing.side(framing.width(), size[0]);
    int height = framing.side(framing.height(), size[1]);
    Bitmap.checkSize(width, height);
    return new PreparedImage(
        new float[0],
        width,
        height,
        pictureWidth,
        pictureHeight,
        (double) size[0] / pictureWidth,
        (double) size[1] / pictureHeight,
        -framing.align().cut(size[0], width),
        -framing.align().cut(size[1], height));
  }

  private PreparedImage rescaledDigit(float[] ink, Bitmap picture) {
    double mean = config.mean().get(0);
    double std = config.std().get(0);
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (float) ((ink[i] * 255.0 * config.scale() - mean) / std);
    }
    int size = DigitNormalizer.SIZE;
    return new PreparedImage(ink, size, size, picture.width(), picture.height(), 1, 1, 0, 0);
  }

  private int[] paddingLevels() {
    PerChannel color = config.framing().color();
    int[] out = {(int) color.get(0), (int) color.get(1), (int) color.get(2)};
    if (config.color().channels() == 1) {
      byte[] rgb = {(byte) out[0], (byte) out[1], (byte) out[2]};
      out[0] = new Pixels(rgb, 1, 1, 3, 3).luma()[0] & 0xff;
    }
    return out;
  }

  private void draw(Bitmap picture, int[] size, Window seen, Target target) {
    Pixels source = Pixels.rgb(picture, config.background());
    if (config.color().channels() == 1) {
      byte[] grey = config.color() == Color.GREY ? source.luma() : YCbCr.band(source, 0);
      source = new Pixels(grey, source.width, source.height, 1, 1);
    }
    ResizeMethod method = config.method();
    if (method.library() == Library.PILLOW) {
      normalization.draw(
          Resampler.window(source, size[0], size[1], seen, method.filter()), seen, target);
    } else {
      normalization.draw(FloatResizer.window(source, size[0], size[1], seen, method), seen, target);
    }
  }

  /** The input's values, and where in them to draw. */
  private static final class Target {
    final float[] values;
    final int width;
    final int height;
    final int left;
    final int top;

    Target(float[] values, int width, int height, int left, int top) {
      this.values = values;
      this.width = width;
      this.height = height;
      this.left = left;
      this.top = top;
    }
  }

  /** The last steps: scale, mean, standard deviation, order of channels and axes. */
  private static final class Normalization {
    private static final int LEVELS = 256;

    private final boolean planar;
    private final boolean bgr;
    private final boolean invert;
    private final int channels;
    private final double scale;
    private final float[] mean = new float[3];
    private final float[] std = new float[3];

    /** The value of each level of each channel. */
    private final float[] table;

    Normalization(ImagePreprocessing config) {
      planar = config.layout() == Layout.NCHW;
      bgr = config.color() == Color.BGR;
      channels = config.color().channels();
      invert = config.invert();
      scale = config.scale();
      table = new float[LEVELS * channels];
      for (int channel = 0; channel < channels; channel++) {
        mean[channel] = (float) config.mean().get(channel);
        std[channel] = (float) config.std().get(channel);
        for (int level = 0; level < LEVELS; level++) {
          put(table, channel * LEVELS + level, level, channel);
        }
      }
    }

    /** Stores each step, because only stores round to 32 bits everywhere. */
    private void put(float[] out, int at, double level, int channel) {
      out[at] = (float) ((invert ? 255 - level : level) * scale);
      out[at] = (float) ((double) out[at] - mean[channel]);
      out[at] = (float) ((double) out[at] / std[channel]);
    }

    /** Fills with one colour, red first. */
    void fill(float[] out, int[] levels) {
      int pixels = out.length / channels;
      for (int channel = 0; channel < channels; channel++) {
        int level = levels[bgr ? 2 - channel : channel];
        float value = table[channel * LEVELS + level];
        for (int i = 0; i < pixels; i++) {
          out[planar ? channel * pixels + i : i * channels + channel] = value;
        }
      }
    }

    /** Draws interleaved levels, red first. */
    void draw(byte[] samples, Window seen, Target to) {
      for (int channel = 0; channel < channels; channel++) {
        int band = bgr ? 2 - channel : channel;
        int step = planar ? 1 : channels;
        for (int y = 0; y < seen.height(); y++) {
          int at = start(to, y, channel);
          int from = y * seen.width() * channels + band;
          for (int x = 0; x < seen.width(); x++, at += step, from += channels) {
            to.values[at] = table[channel * LEVELS + (samples[from] & 0xff)];
          }
        }
      }
    }

    void draw(float[] samples, Window seen, Target to) {
      for (int channel = 0; channel < channels; channel++) {
        int band = bgr ? 2 - channel : channel;
        int step = planar ? 1 : channels;
        for (int y = 0; y < seen.height(); y++) {
          int at = start(to, y, channel);
          int from = y * seen.width() * channels + band;
          for (int x = 0; x < seen.width(); x++, at += step, from += channels) {
            put(to.values, at, samples[from], channel);
          }
        }
      }
    }

    private int start(Target to, int y, int channel) {
      int pixel = (to.top + y) * to.width + to.left;
      return planar ? channel * to.width * to.height + pixel : pixel * channels + channel;
    }
  }
}

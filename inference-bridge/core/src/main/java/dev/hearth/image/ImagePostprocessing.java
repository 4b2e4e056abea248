package dev.hearth.image;

import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.json.Names;

/**
 * How a model's output becomes a picture: a level of 0 to 255 is {@code value * scale + offset},
 * rounded.
 *
 * @param color what the output's channels are
 * @param layout order of the output's axes
 * @param scale such as 255 for outputs of 0 to 1
 * @param offset added last, in levels
 */
public record ImagePostprocessing(Color color, Layout layout, double scale, double offset) {

  /** What an output's channels are. */
  public enum Color {
    /** Red, green, blue. */
    RGB(3),
    /** Blue, green, red. */
    BGR(3),
    /** One channel. */
    GREY(1),
    /** The Y of YCbCr; Cb and Cr are the original's, enlarged by Pillow's bicubic filter. */
    YCBCR_Y(1),
    /** One channel of any range, of which the least becomes black and the greatest white. */
    RANGE(1);

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

  /**
   * Returns the picture of an output, without what preprocessing padded.
   *
   * @param values float[channels * height * width] in the layout
   * @param original what preprocessing was given
   * @param prepared what it made of that
   * @throws IllegalArgumentException if the values do not fit the size
   */
  public Bitmap picture(
      float[] values, int width, int height, Bitmap original, PreparedImage prepared) {
    Bitmap.checkSize(width, height);
    Pixels.checkLength(values.length, width, height, color.channels());
    double factor = scale;
    double shift = offset;
    if (color == Color.RANGE) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (float value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      factor = most > least ? 255 / (most - least) : 0;
      shift = least * -1 * factor;
    }
    byte[] rgba = new byte[4 * width * height];
    for (int i = 0; i < width * height; i++) {
      for (int band = 0; band < 3; band++) {
        int channel = color == Color.BGR ? 2 - band : Math.min(band, color.channels() - 1);
        int at =
            layout == Layout.NCHW ? channel * width * height + i : i * color.channels() + channel;
        double level = Math.floor(values[at] * factor + shift + 0.5);
        rgba[4 * i + band] = (byte) (level > 0 ? (int) Math.min(level, 255) : 0);
      }
      rgba[4 * i + 3] = -1;
    }
    int left = place(prepared.inputX(0), width, prepared.width());
    int top = place(prepared.inputY(0), height, prepared.height());
    int right = place(prepared.inputX(original.width()), width, prepared.width());
    int bottom = place(prepared.inputY(original.height()), height, prepared.height());
    Bitmap seen =
        new Bitmap(width, height, rgba)
            .cropped(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    return color == Color.YCBCR_Y ? colored(seen, original, prepared) : seen;
  }

  private static int place(double inInput, int size, int inputSize) {
    int nearest = (int) Math.floor(inInput * size / inputSize + 0.5);
    return Math.max(0, Math.min(nearest, size));
  }

  /** Gives grey levels the colours of what the model saw of a picture. */
  private static Bitmap colored(Bitmap grey, Bitmap original, PreparedImage prepared) {
    int left = (int) Math.max(0, prepared.pictureX(0));
    int top = (int) Math.max(0, prepared.pictureY(0));
    int right = (int) Math.min(original.width(), prepared.pictureX(prepared.width()));
    int bottom = (int) Math.min(original.height(), prepared.pictureY(prepared.height()));
    Bitmap seen = original.cropped(left, top, right - left, bottom - top);
    byte[] out = grey.rgba();
    byte[] cb = enlarged(seen, 1, grey);
    byte[] cr = enlarged(seen, 2, grey);
    for (int i = 0; i < cb.length; i++) {
      YCbCr.toRgb(out[4 * i] & 0xff, cb[i] & 0xff, cr[i] & 0xff, out, 4 * i);
    }
    return grey;
  }

  private static byte[] enlarged(Bitmap picture, int band, Bitmap to) {
    Pixels rgb = Pixels.rgb(picture, null);
    Pixels plane = new Pixels(YCbCr.band(rgb, band), rgb.width, rgb.height, 1, 1);
    Window all = Window.all(to.width(), to.height());
    return Resampler.window(plane, to.width(), to.height(), all, Filter.BICUBIC);
  }
}

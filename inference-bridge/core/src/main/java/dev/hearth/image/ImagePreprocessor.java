package dev.hearth.image;

import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import java.util.Optional;

/** Turns pictures into the values of a model's input. */
public final class ImagePreprocessor {
  private static final int WHITE = 255;

  private final ImagePreprocessing config;

  /** Makes a preprocessor that does what {@code config} says. */
  public ImagePreprocessor(ImagePreprocessing config) {
    this.config = config;
  }

  /**
   * Returns the input of one picture.
   *
   * @return float[channels * height * width] in the configured layout; empty if the configuration
   *     asks for a digit and the picture shows no ink
   */
  public Optional<float[]> process(Bitmap picture) {
    if (config.fit() == Fit.DIGIT) {
      return DigitNormalizer.normalize(picture).map(this::rescaledDigit);
    }
    int channels = config.color().channels();
    byte[] samples =
        channels == 1
            ? GreyImage.over(picture, WHITE).levels()
            : rgbOverWhite(picture.rgba(), config.color() == Color.BGR);
    return Optional.of(
        normalized(fitted(samples, picture.width(), picture.height(), channels), channels));
  }

  private float[] rescaledDigit(float[] ink) {
    double mean = config.mean().get(0);
    double std = config.std().get(0);
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (float) ((ink[i] * 255.0 * config.scale() - mean) / std);
    }
    return ink;
  }

  private byte[] fitted(byte[] samples, int width, int height, int bands) {
    int newWidth = config.width();
    int newHeight = config.height();
    if (config.fit() == Fit.STRETCH) {
      return resize(samples, width, height, bands, newWidth, newHeight);
    }
    boolean cropping = config.fit() == Fit.CROP;
    boolean widthDecides =
        cropping ? width <= height : (double) newWidth / width <= (double) newHeight / height;
    int edge = cropping ? config.shortestEdge() : widthDecides ? newWidth : newHeight;
    int scaledWidth = widthDecides ? edge : longer(edge, width, height);
    int scaledHeight = widthDecides ? longer(edge, height, width) : edge;
    return framed(
        resize(samples, width, height, bands, scaledWidth, scaledHeight),
        scaledWidth,
        scaledHeight,
        bands);
  }

  // As torchvision: the other side is truncated, not rounded.
  private static int longer(int edge, int side, int edgeSide) {
    return Math.max(1, (int) ((double) edge * side / edgeSide));
  }

  private byte[] resize(
      byte[] samples, int width, int height, int bands, int newWidth, int newHeight) {
    return Resampler.resize(samples, width, height, bands, newWidth, newHeight, config.filter());
  }

  /** Cuts the centre out, or surrounds with black, to the configured size. */
  private byte[] framed(byte[] samples, int width, int height, int bands) {
    int newWidth = config.width();
    int newHeight = config.height();
    byte[] out = new byte[newWidth * newHeight * bands];
    int left = centred(width - newWidth);
    int top = centred(height - newHeight);
    int fromX = Math.max(0, left);
    int count = Math.min(width, left + newWidth) - fromX;
    for (int y = Math.max(0, top); y < Math.min(height, top + newHeight); y++) {
      System.arraycopy(
          samples,
          (y * width + fromX) * bands,
          out,
          ((y - top) * newWidth + fromX - left) * bands,
          count * bands);
    }
    return out;
  }

  // As torchvision's center_crop: half of the difference, rounded half to even.
  private static int centred(int difference) {
    int half = difference >> 1;
    return (difference & 1) == 1 && (half & 1) == 1 ? half + 1 : half;
  }

  private float[] normalized(byte[] samples, int channels) {
    int pixels = config.width() * config.height();
    float[] out = new float[samples.length];
    for (int channel = 0; channel < channels; channel++) {
      double mean = config.mean().get(channel);
      double std = config.std().get(channel);
      for (int pixel = 0; pixel < pixels; pixel++) {
        int level = samples[pixel * channels + channel] & 0xff;
        double value = config.invert() ? 255 - level : level;
        int to =
            config.layout() == Layout.NCHW ? channel * pixels + pixel : pixel * channels + channel;
        out[to] = (float) ((value * config.scale() - mean) / std);
      }
    }
    return out;
  }

  private static byte[] rgbOverWhite(byte[] rgba, boolean bgr) {
    byte[] out = new byte[rgba.length / 4 * 3];
    for (int from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
      int alpha = rgba[from + 3] & 0xff;
      for (int band = 0; band < 3; band++) {
        int value = rgba[from + band] & 0xff;
        if (alpha < 255) {
          value = (value * alpha + WHITE * (255 - alpha) + 127) / 255;
        }
        out[to + (bgr ? 2 - band : band)] = (byte) value;
      }
    }
    return out;
  }
}

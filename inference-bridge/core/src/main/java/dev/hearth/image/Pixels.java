package dev.hearth.image;

import org.jspecify.annotations.Nullable;

/** 8-bit samples, interleaved, of which only the first few of each pixel may matter. */
final class Pixels {

  final byte[] samples;
  final int width;
  final int height;

  /** Samples looked at in a pixel. */
  final int bands;

  /** Samples from one pixel to the next: as many as bands, or more. */
  final int stride;

  /**
   * Wraps samples without copying them.
   *
   * @throws IllegalArgumentException if a size is out of range or the length does not fit it
   */
  Pixels(byte[] samples, int width, int height, int bands, int stride) {
    Bitmap.checkSize(width, height);
    if (bands < 1 || bands > 4) {
      throw new IllegalArgumentException("Expected 1 to 4 bands, found " + bands);
    }
    checkLength(samples.length, width, height, stride);
    this.samples = samples;
    this.width = width;
    this.height = height;
    this.bands = bands;
    this.stride = stride;
  }

  static void checkLength(int found, int width, int height, int bands) {
    if (found != width * height * bands) {
      throw new IllegalArgumentException(
          "Expected "
              + width * height * bands
              + " samples for "
              + width
              + " x "
              + height
              + " x "
              + bands
              + ", found "
              + found);
    }
  }

  /** Returns rows {@code top} to {@code bottom - 1} of some columns, packed: a new array. */
  byte[] cropped(int left, int top, int newWidth, int bottom) {
    byte[] out = new byte[newWidth * (bottom - top) * bands];
    int at = 0;
    for (int y = top; y < bottom; y++) {
      int from = (y * width + left) * stride;
      for (int x = 0; x < newWidth; x++, from += stride) {
        for (int band = 0; band < bands; band++) {
          out[at++] = samples[from + band];
        }
      }
    }
    return out;
  }

  /**
   * Returns the colours of a picture, red first.
   *
   * @param background red, green and blue under transparent pixels, or null to leave alpha out of
   *     account, as Pillow's {@code convert("RGB")} does
   */
  static Pixels rgb(Bitmap picture, @Nullable PerChannel background) {
    byte[] rgba = picture.rgba();
    if (background != null && isTransparent(rgba)) {
      rgba = over(rgba, background);
    }
    return new Pixels(rgba, picture.width(), picture.height(), 3, 4);
  }

  /**
   * Returns the grey levels, (19595 R + 38470 G + 7471 B + 32768) / 65536 rounded down: ITU-R 601-2
   * luma in fixed point, bit for bit Pillow's {@code convert("L")}.
   */
  byte[] luma() {
    byte[] out = new byte[width * height];
    for (int i = 0, p = 0; i < out.length; i++, p += stride) {
      int sum =
          (samples[p] & 0xff) * 19595
              + (samples[p + 1] & 0xff) * 38470
              + (samples[p + 2] & 0xff) * 7471;
      out[i] = (byte) ((sum + 0x8000) >> 16);
    }
    return out;
  }

  private static boolean isTransparent(byte[] rgba) {
    int all = -1;
    for (int i = 3; i < rgba.length; i += 4) {
      all &= rgba[i];
    }
    return all != -1;
  }

  /** Each channel c with alpha a becomes (c * a + background * (255 - a)) / 255, rounded. */
  private static byte[] over(byte[] rgba, PerChannel background) {
    byte[] out = new byte[rgba.length];
    for (int band = 0; band < 3; band++) {
      int under = (int) background.get(band);
      for (int p = 0; p < rgba.length; p += 4) {
        int alpha = rgba[p + 3] & 0xff;
        out[p + band] =
            (byte) (((rgba[p + band] & 0xff) * alpha + under * (255 - alpha) + 127) / 255);
      }
    }
    return out;
  }
}

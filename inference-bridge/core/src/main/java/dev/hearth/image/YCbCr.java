package dev.hearth.image;

/**
 * Pillow's conversion between RGB and YCbCr, the colour space of JPEG, bit for bit: weights in
 * sixty-fourths, each rounded as C rounds {@code (int) (v + 0.5)}.
 */
final class YCbCr {
  private YCbCr() {}

  /** Returns one band, 0 for Y, 1 for Cb or 2 for Cr, of each pixel. */
  static byte[] band(Pixels rgb, int band) {
    double[] weights =
        switch (band) {
          case 0 -> new double[] {0.299, 0.587, 0.114};
          case 1 -> new double[] {-0.16874, -0.33126, 0.5};
          default -> new double[] {0.5, -0.41869, -0.08131};
        };
    int[] table = new int[3 * 256];
    for (int i = 0; i < table.length; i++) {
      table[i] = sixtyFourths(weights[i >> 8], i & 0xff);
    }
    int middle = band == 0 ? 0 : 128;
    byte[] out = new byte[rgb.width * rgb.height];
    for (int i = 0, p = 0; i < out.length; i++, p += rgb.stride) {
      int sum =
          table[rgb.samples[p] & 0xff]
              + table[256 + (rgb.samples[p + 1] & 0xff)]
              + table[512 + (rgb.samples[p + 2] & 0xff)];
      out[i] = (byte) ((sum >> 6) + middle);
    }
    return out;
  }

  /** Writes a pixel's red, green and blue. */
  static void toRgb(int y, int cb, int cr, byte[] out, int at) {
    out[at] = level(y + (sixtyFourths(1.402, cr - 128) >> 6));
    out[at + 1] =
        level(y + ((sixtyFourths(-0.34414, cb - 128) + sixtyFourths(-0.71414, cr - 128)) >> 6));
    out[at + 2] = level(y + (sixtyFourths(1.772, cb - 128) >> 6));
  }

  private static int sixtyFourths(double weight, int level) {
    return (int) (weight * 64 * level + 0.5);
  }

  private static byte level(int value) {
    return (byte) Math.max(0, Math.min(value, 255));
  }
}

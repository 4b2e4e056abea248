package dev.hearth.image;

/**
 * Resizes pictures with alpha bit for bit as Pillow 9.4 does in the modes "RGBA" and "LA".
 *
 * <p>Colours are multiplied by alpha, resized, and divided by it again, each time in 8 bits
 * (Image.resize; rgba2rgbA and rgbA2rgba in Convert.c); NEAREST leaves them as they are.
 */
public final class AlphaResampler {
  private AlphaResampler() {}

  /** Returns an RGBA picture at another size. */
  public static Bitmap resize(Bitmap picture, int newWidth, int newHeight, Filter filter) {
    byte[] out =
        resize(picture.rgba(), picture.width(), picture.height(), 4, newWidth, newHeight, filter);
    return new Bitmap(newWidth, newHeight, out);
  }

  /**
   * Returns a picture at another size.
   *
   * @param samples byte[height * width * bands], interleaved, alpha last, not premultiplied
   * @param bands 2 grey and alpha, 4 red, green, blue and alpha
   * @return byte[newHeight * newWidth * bands]; a new array
   * @throws IllegalArgumentException if a size is out of range or the length does not fit it
   */
  public static byte[] resize(
      byte[] samples,
      int width,
      int height,
      int bands,
      int newWidth,
      int newHeight,
      Filter filter) {
    if (bands != 2 && bands != 4) {
      throw new IllegalArgumentException("Expected 2 or 4 bands, found " + bands);
    }
    if (filter == Filter.NEAREST || (newWidth == width && newHeight == height)) {
      return Resampler.resize(samples, width, height, bands, newWidth, newHeight, filter);
    }
    byte[] out =
        Resampler.resize(
            premultiplied(samples, bands), width, height, bands, newWidth, newHeight, filter);
    for (int p = 0; p < out.length; p += bands) {
      int alpha = out[p + bands - 1] & 0xff;
      for (int band = 0; band < bands - 1 && alpha != 0 && alpha != 255; band++) {
        out[p + band] = (byte) Math.min(255, 255 * (out[p + band] & 0xff) / alpha);
      }
    }
    return out;
  }

  private static byte[] premultiplied(byte[] samples, int bands) {
    byte[] out = samples.clone();
    for (int p = 0; p + bands <= out.length; p += bands) {
      int alpha = out[p + bands - 1] & 0xff;
      for (int band = 0; band < bands - 1; band++) {
        int product = (out[p + band] & 0xff) * alpha + 128;
        out[p + band] = (byte) (((product >> 8) + product) >> 8);
      }
    }
    return out;
  }
}

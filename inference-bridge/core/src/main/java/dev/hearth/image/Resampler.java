package dev.hearth.image;

import java.util.Arrays;

/**
 * Resizes 8-bit pictures bit for bit as Pillow 9.4 does.
 *
 * <p>Two passes, rows first; each output sample is a sum of source samples times weights of 22
 * fractional bits, rounded to 8 bits after each pass. Bands are resized apart: alpha is not taken
 * into account, as in Pillow for a picture of mode "RGB".
 */
public final class Resampler {

  private static final int PRECISION_BITS = 32 - 8 - 2;
  private static final int HALF = 1 << (PRECISION_BITS - 1);

  private Resampler() {}

  /**
   * Returns the picture at another size.
   *
   * @param samples byte[height * width * bands], interleaved, each byte an unsigned 0-255
   * @param width pixels in a source row
   * @param height source rows
   * @param bands samples in a pixel: 1 grey, 3 RGB, 4 RGBA
   * @param newWidth pixels in an output row, at least 1
   * @param newHeight output rows, at least 1
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
    Bitmap.checkSize(width, height);
    Bitmap.checkSize(newWidth, newHeight);
    Bitmap.checkSize(newWidth, height); // between the passes
    if (bands < 1 || bands > 4) {
      throw new IllegalArgumentException("Expected 1 to 4 bands, found " + bands);
    }
    if (samples.length != width * height * bands) {
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
              + samples.length);
    }
    if (filter == Filter.NEAREST) {
      return nearest(samples, width, height, bands, newWidth, newHeight);
    }
    byte[] rows = samples;
    if (newWidth != width) {
      rows = acrossRows(samples, width, height, bands, new Weights(width, newWidth, filter));
    }
    if (newHeight != height) {
      rows = downColumns(rows, newWidth * bands, new Weights(height, newHeight, filter));
    }
    return rows == samples ? samples.clone() : rows;
  }

  private static byte[] acrossRows(byte[] in, int width, int height, int bands, Weights weights) {
    int newWidth = weights.first.length;
    byte[] out = new byte[newWidth * height * bands];
    int at = 0;
    for (int y = 0; y < height; y++) {
      int row = y * width * bands;
      for (int x = 0; x < newWidth; x++) {
        int start = row + weights.first[x] * bands;
        int from = x * weights.taps;
        int count = weights.count[x];
        for (int band = 0; band < bands; band++) {
          int sum = HALF;
          for (int k = 0, p = start + band; k < count; k++, p += bands) {
            sum += (in[p] & 0xff) * weights.fixed[from + k];
          }
          out[at++] = clip(sum);
        }
      }
    }
    return out;
  }

  private static byte[] downColumns(byte[] in, int rowLength, Weights weights) {
    int newHeight = weights.first.length;
    byte[] out = new byte[rowLength * newHeight];
    int[] sums = new int[rowLength];
    for (int y = 0; y < newHeight; y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < weights.count[y]; k++) {
        int weight = weights.fixed[y * weights.taps + k];
        int row = (weights.first[y] + k) * rowLength;
        for (int x = 0; x < rowLength; x++) {
          sums[x] += (in[row + x] & 0xff) * weight;
        }
      }
      for (int x = 0; x < rowLength; x++) {
        out[y * rowLength + x] = clip(sums[x]);
      }
    }
    return out;
  }

  private static byte[] nearest(
      byte[] in, int width, int height, int bands, int newWidth, int newHeight) {
    int[] columns = nearestPositions(width, newWidth);
    int[] rows = nearestPositions(height, newHeight);
    byte[] out = new byte[newWidth * newHeight * bands];
    int at = 0;
    for (int row : rows) {
      for (int column : columns) {
        int from = (row * width + column) * bands;
        for (int band = 0; band < bands; band++) {
          out[at++] = in[from + band];
        }
      }
    }
    return out;
  }

  /** Adds the step up, as Pillow does, because its rounding errors choose between neighbours. */
  private static int[] nearestPositions(int size, int newSize) {
    int[] out = new int[newSize];
    double step = (double) size / newSize;
    double position = step * 0.5;
    for (int i = 0; i < newSize; i++) {
      out[i] = Math.min((int) position, size - 1);
      position += step;
    }
    return out;
  }

  private static byte clip(int sum) {
    int level = sum >> PRECISION_BITS;
    return (byte) (level < 0 ? 0 : Math.min(level, 255));
  }

  /** For each output sample: where its source samples start, how many, and their weights. */
  private static final class Weights {

    final int taps;
    final int[] first;
    final int[] count;
    final int[] fixed;

    Weights(int size, int newSize, Filter filter) {
      double scale = (double) size / newSize;
      double stretch = Math.max(scale, 1);
      double support = filter.support * stretch;
      taps = (int) Math.ceil(support) * 2 + 1;
      first = new int[newSize];
      count = new int[newSize];
      fixed = new int[newSize * taps];
      double[] exact = new double[taps];
      for (int i = 0; i < newSize; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max((int) (centre - support + 0.5), 0);
        count[i] = Math.min((int) (centre + support + 0.5), size) - first[i];
        double sum = 0;
        for (int k = 0; k < count[i]; k++) {
          exact[k] = filter.weight((k + first[i] - centre + 0.5) * (1 / stretch));
          sum += exact[k];
        }
        for (int k = 0; k < count[i]; k++) {
          fixed[i * taps + k] = toFixed(sum != 0 ? exact[k] / sum : exact[k]);
        }
      }
    }

    private static int toFixed(double weight) {
      double scaled = weight * (1 << PRECISION_BITS);
      return (int) (weight < 0 ? scaled - 0.5 : scaled + 0.5);
    }
  }
}

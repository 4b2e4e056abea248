package dev.hearth.image;

import java.util.Arrays;

/**
 * Resizes 8-bit pictures bit for bit as Pillow 9.4 does.
 *
 * <p>Two passes, rows first; each output sample is a sum of source samples times weights of 22
 * fractional bits, rounded to 8 bits after each pass (Pillow's Resample.c). Bands are resized
 * apart: alpha is not taken into account, as in Pillow for a picture of mode "RGB". See {@link
 * AlphaResampler} for the modes "RGBA" and "LA".
 */
public final class Resampler {

  static final int PRECISION_BITS = 32 - 8 - 2;
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
    Bitmap.checkSize(newWidth, newHeight);
    Pixels source = new Pixels(samples, width, height, bands, bands);
    return window(source, newWidth, newHeight, Window.all(newWidth, newHeight), filter);
  }

  /**
   * Returns a part of the picture at another size, without computing the rest.
   *
   * @param window what to return, within the resized picture
   * @return byte[window.height * window.width * source.bands]; a new array
   */
  static byte[] window(Pixels source, int newWidth, int newHeight, Window window, Filter filter) {
    Bitmap.checkSize(window.width(), source.height); // between the passes
    if (filter == Filter.NEAREST) {
      return nearest(source, newWidth, newHeight, window);
    }
    ResizeMethod method = ResizeMethod.pillow(filter);
    int rowLength = window.width() * source.bands;
    Axis rows = null;
    int top = window.top();
    int bottom = top + window.height();
    if (newHeight != source.height) {
      rows = Axis.of(source.height, newHeight, window.top(), window.height(), method);
      int last = window.height() - 1;
      top = rows.first[0];
      bottom = rows.first[last] + rows.count[last];
    }
    byte[] out =
        newWidth == source.width
            ? source.cropped(window.left(), top, window.width(), bottom)
            : acrossRows(
                source,
                top,
                bottom,
                Axis.of(source.width, newWidth, window.left(), window.width(), method));
    return rows == null ? out : downColumns(out, rowLength, rows, top);
  }

  private static byte[] acrossRows(Pixels source, int top, int bottom, Axis axis) {
    int[] fixed = fixed(axis);
    PairedRows paired = source.bands == 3 ? PairedRows.of(axis, fixed) : null;
    if (paired != null) {
      return paired.apply(source, top, bottom);
    }
    int newWidth = axis.first.length;
    byte[] in = source.samples;
    byte[] out = new byte[newWidth * (bottom - top) * source.bands];
    int stride = source.stride;
    int at = 0;
    for (int y = top; y < bottom; y++) {
      int row = y * source.width * stride;
      for (int x = 0; x < newWidth; x++) {
        int start = row + axis.first[x] * stride;
        int from = x * axis.taps;
        int to = from + axis.count[x];
        if (source.bands == 3) {
          int red = HALF;
          int green = HALF;
          int blue = HALF;
          for (int k = from, p = start; k < to; k++, p += stride) {
            int weight = fixed[k];
            red += (in[p] & 0xff) * weight;
            green += (in[p + 1] & 0xff) * weight;
            blue += (in[p + 2] & 0xff) * weight;
          }
          out[at] = clip(red);
          out[at + 1] = clip(green);
          out[at + 2] = clip(blue);
          at += 3;
          continue;
        }
        for (int band = 0; band < source.bands; band++) {
          int sum = HALF;
          for (int k = from, p = start + band; k < to; k++, p += stride) {
            sum += (in[p] & 0xff) * fixed[k];
          }
          out[at++] = clip(sum);
        }
      }
    }
    return out;
  }

  private static byte[] downColumns(byte[] in, int rowLength, Axis axis, int top) {
    int[] fixed = fixed(axis);
    int newHeight = axis.first.length;
    byte[] out = new byte[rowLength * newHeight];
    int[] sums = new int[rowLength];
    for (int y = 0; y < newHeight; y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < axis.count[y]; k++) {
        int weight = fixed[y * axis.taps + k];
        int row = (axis.first[y] - top + k) * rowLength;
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

  private static byte[] nearest(Pixels source, int newWidth, int newHeight, Window window) {
    int[] columns = nearestPositions(source.width, newWidth, window.left(), window.width());
    int[] rows = nearestPositions(source.height, newHeight, window.top(), window.height());
    byte[] out = new byte[window.width() * window.height() * source.bands];
    int at = 0;
    for (int row : rows) {
      for (int column : columns) {
        int from = (row * source.width + column) * source.stride;
        for (int band = 0; band < source.bands; band++) {
          out[at++] = source.samples[from + band];
        }
      }
    }
    return out;
  }

  /** Adds the step up, as Pillow does, because its rounding errors choose between neighbours. */
  private static int[] nearestPositions(int size, int newSize, int from, int length) {
    int[] out = new int[length];
    double step = (double) size / newSize;
    double position = step * 0.5;
    for (int i = 0; i < from + length; i++) {
      if (i >= from) {
        out[i - from] = Math.min((int) position, size - 1);
      }
      position += step;
    }
    return out;
  }

  static byte clip(int sum) {
    int level = sum >> PRECISION_BITS;
    return (byte) (level < 0 ? 0 : Math.min(level, 255));
  }

  private static int[] fixed(Axis axis) {
    int[] out = new int[axis.weights.length];
    for (int i = 0; i < out.length; i++) {
      double scaled = axis.weights[i] * (1 << PRECISION_BITS);
      out[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
    return out;
  }
}

package dev.hearth.image;

import org.jspecify.annotations.Nullable;

/**
 * Resizes pictures of floats as PyTorch and TensorFlow do.
 *
 * <p>Rows first, then columns; sums in double, stored as floats after each pass. PyTorch 1.13 and
 * TensorFlow 2 sum in 32-bit floats, in orders that depend on the processor: results agree to some
 * millionths of the range of the values, and exactly for NEAREST.
 */
public final class FloatResizer {

  private FloatResizer() {}

  /**
   * Returns the picture at another size.
   *
   * @param samples float[height * width * bands], interleaved
   * @param width pixels in a source row
   * @param height source rows
   * @param bands samples in a pixel, at least 1
   * @param newWidth pixels in an output row, at least 1
   * @param newHeight output rows, at least 1
   * @param method any but Pillow's; {@link ResizeMethod.Library#TORCHVISION} clips to 0-255 and
   *     rounds to whole levels, half to even
   * @return float[newHeight * newWidth * bands]; a new array
   * @throws IllegalArgumentException if a size is out of range, the length does not fit it, or the
   *     method is Pillow's
   */
  public static float[] resize(
      float[] samples,
      int width,
      int height,
      int bands,
      int newWidth,
      int newHeight,
      ResizeMethod method) {
    Bitmap.checkSize(width, height);
    Bitmap.checkSize(newWidth, newHeight);
    if (bands < 1) {
      throw new IllegalArgumentException("Expected at least 1 band, found " + bands);
    }
    Pixels.checkLength(samples.length, width, height, bands);
    Pass pass = new Pass(samples, null, width, height, bands);
    return pass.run(newWidth, newHeight, Window.all(newWidth, newHeight), method);
  }

  /**
   * Returns a part of an 8-bit picture at another size, without computing the rest.
   *
   * @return float[window.height * window.width * source.bands]; a new array
   */
  static float[] window(
      Pixels source, int newWidth, int newHeight, Window window, ResizeMethod method) {
    Pass pass = new Pass(null, source, source.width, source.height, source.bands);
    return pass.run(newWidth, newHeight, window, method);
  }

  /** A source: floats or bytes. */
  private static final class Pass {
    private final float @Nullable [] floats;
    private final @Nullable Pixels bytes;
    private final int width;
    private final int height;
    private final int bands;

    Pass(float @Nullable [] floats, @Nullable Pixels bytes, int width, int height, int bands) {
      this.floats = floats;
      this.bytes = bytes;
      this.width = width;
      this.height = height;
      this.bands = bands;
    }

    float[] run(int newWidth, int newHeight, Window window, ResizeMethod method) {
      if (method.library() == ResizeMethod.Library.PILLOW) {
        throw new IllegalArgumentException("Expected a method for floats, found pillow");
      }
      Bitmap.checkSize(window.width(), height); // between the passes
      Axis columns = Axis.of(width, newWidth, window.left(), window.width(), method);
      Axis rows = Axis.of(height, newHeight, window.top(), window.height(), method);
      float[] out = downColumns(acrossRows(columns, rows), window.width() * bands, rows);
      if (method.library() == ResizeMethod.Library.TORCHVISION) {
        for (int i = 0; i < out.length; i++) {
          double level = out[i];
          out[i] = (float) halfToEven(Math.max(0, Math.min(255, level)));
        }
      }
      return out;
    }

    /** Leaves rows at 0 that no output row needs. */
    private float[] acrossRows(Axis axis, Axis rows) {
      int newWidth = axis.first.length;
      boolean[] needed = new boolean[height];
      for (int y = 0; y < rows.first.length; y++) {
        for (int k = 0; k < rows.count[y]; k++) {
          needed[rows.first[y] + k] = true;
        }
      }
      float[] out = new float[height * newWidth * bands];
      double[] row = new double[width * bands];
      for (int y = 0; y < height; y++) {
        if (needed[y]) {
          read(y, row);
          for (int i = 0; i < newWidth * bands; i++) {
            int x = i / bands;
            int from = axis.first[x] * bands + i % bands;
            double sum = 0;
            for (int k = 0; k < axis.count[x]; k++) {
              sum += row[from + k * bands] * axis.weights[x * axis.taps + k];
            }
            out[y * newWidth * bands + i] = (float) sum;
          }
        }
      }
      return out;
    }

    private void read(int y, double[] row) {
      for (int i = 0; i < row.length; i++) {
        if (floats != null) {
          row[i] = floats[y * row.length + i];
        } else if (bytes != null) {
          row[i] = bytes.samples[(y * width + i / bands) * bytes.stride + i % bands] & 0xff;
        }
      }
    }

    private static float[] downColumns(float[] in, int rowLength, Axis axis) {
      float[] out = new float[axis.first.length * rowLength];
      for (int y = 0; y < axis.first.length; y++) {
        for (int x = 0; x < rowLength; x++) {
          double sum = 0;
          for (int k = 0; k < axis.count[y]; k++) {
            sum += in[(axis.first[y] + k) * rowLength + x] * axis.weights[y * axis.taps + k];
          }
          out[y * rowLength + x] = (float) sum;
        }
      }
      return out;
    }
  }

  /** Math.rint of a number of 0 or more, which TeaVM's does not equal. */
  static double halfToEven(double value) {
    double floor = Math.floor(value);
    double part = value - floor;
    boolean up = part > 0.5 || (part == 0.5 && floor % 2 == 1);
    return up ? floor + 1 : floor;
  }
}

package dev.hearth.image;

/**
 * How to resize along one axis: for each output sample where its source samples start, how many
 * they are, and their weights.
 */
final class Axis {

  /** Steps of TensorFlow's table of cubic weights in a pixel (resize_bicubic_op.cc). */
  private static final int CUBIC_TABLE = 1024;

  /** Room for each output sample in {@link #weights}. */
  final int taps;

  /** For each output sample the index of its first source sample. */
  final int[] first;

  /** For each output sample the number of its source samples, at least 1. */
  final int[] count;

  /** The weights of output sample i are from i * taps on. */
  final double[] weights;

  private Axis(int length, int taps) {
    this.taps = taps;
    first = new int[length];
    count = new int[length];
    weights = new double[length * taps];
  }

  /**
   * Returns the weights of output samples {@code from} to {@code from + length - 1}.
   *
   * @param size samples of the source, at least 1
   * @param newSize samples of the whole output, at least 1
   */
  static Axis of(int size, int newSize, int from, int length, ResizeMethod method) {
    Filter filter = method.filter();
    double scale = (double) size / newSize;
    if (method.library() == ResizeMethod.Library.PILLOW) {
      return convolution(size, scale, from, length, filter, Math.max(scale, 1));
    }
    if (filter == Filter.NEAREST) {
      return nearest(size, positions(size, newSize, from, length, method, 0), method);
    }
    if (filter == Filter.BOX) {
      return area(size, positions(size, newSize, from, length + 1, method, 0), length);
    }
    if (method.antialias() || filter == Filter.LANCZOS) {
      double stretch = method.antialias() ? Math.max(scale, 1) : 1;
      return convolution(size, scale, from, length, filter, stretch);
    }
    float[] positions = positions(size, newSize, from, length, method, 0.5);
    return filter == Filter.BICUBIC ? cubic(size, positions, method) : linear(size, positions);
  }

  /** Pillow's precompute_coeffs; PyTorch's and TensorFlow's antialiased kernels are the same. */
  private static Axis convolution(
      int size, double scale, int from, int length, Filter filter, double stretch) {
    double support = filter.support * stretch;
    Axis axis = new Axis(length, (int) Math.ceil(support) * 2 + 1);
    for (int i = 0; i < length; i++) {
      double centre = (from + i + 0.5) * scale;
      int start = Math.max((int) (centre - support + 0.5), 0);
      int count = Math.min((int) (centre + support + 0.5), size) - start;
      double sum = 0;
      for (int k = 0; k < count; k++) {
        double weight = filter.weight((k + start - centre + 0.5) * (1 / stretch));
        axis.weights[i * axis.taps + k] = weight;
        sum += weight;
      }
      for (int k = 0; k < count && sum != 0; k++) {
        axis.weights[i * axis.taps + k] /= sum;
      }
      axis.first[i] = start;
      axis.count[i] = count;
    }
    return axis;
  }

  /**
   * Returns where the output samples lie in the source, counted in 32-bit floats as the libraries
   * do.
   *
   * @param half 0.5 to keep the middles of pixels apart from their edges, where the method does
   */
  private static float[] positions(
      int size, int newSize, int from, int length, ResizeMethod method, double half) {
    boolean corners = method.alignCorners();
    boolean tensorflow = method.library() == ResizeMethod.Library.TENSORFLOW;
    boolean middles = tensorflow ? method.halfPixelCenters() : !corners;
    // For the filters that take whole pixels PyTorch ignores their middles, TensorFlow does not.
    double before =
        middles && (half > 0 || (tensorflow && method.filter() == Filter.NEAREST)) ? 0.5 : 0;
    float[] step = {
      (float) (corners && newSize > 1 ? (size - 1.0) / (newSize - 1) : (double) size / newSize)
    };
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) ((from + i + before) * step[0]);
      out[i] = (float) (out[i] - (middles ? half : 0));
    }
    return out;
  }

  private static Axis nearest(int size, float[] positions, ResizeMethod method) {
    Axis axis = new Axis(positions.length, 1);
    for (int i = 0; i < positions.length; i++) {
      double position = positions[i] + (method.alignCorners() ? 0.5 : 0);
      axis.add(i, (int) position, size, 1);
    }
    return axis;
  }

  private static Axis linear(int size, float[] positions) {
    Axis axis = new Axis(positions.length, 2);
    for (int i = 0; i < positions.length; i++) {
      double floor = Math.floor(positions[i]);
      double part = positions[i] - floor;
      axis.add(i, (int) floor, size, 1 - part);
      axis.add(i, (int) floor + 1, size, part);
    }
    return axis;
  }

  /** Keys' cubic: TensorFlow leaves samples beyond the border out, the others repeat the border. */
  private static Axis cubic(int size, float[] positions, ResizeMethod method) {
    boolean tensorflow = method.library() == ResizeMethod.Library.TENSORFLOW;
    boolean leaveOut = tensorflow && method.halfPixelCenters();
    double a = leaveOut ? -0.5 : -0.75;
    Axis axis = new Axis(positions.length, 4);
    for (int i = 0; i < positions.length; i++) {
      double floor = Math.floor(positions[i]);
      double part = positions[i] - floor;
      if (tensorflow) {
        part = Math.floor(part * CUBIC_TABLE + 0.5) / CUBIC_TABLE;
      }
      double sum = 0;
      for (int k = -1; k <= 2; k++) {
        int index = (int) floor + k;
        if (!leaveOut || (index >= 0 && index < size)) {
          double weight = Filter.cubic(Math.abs(part - k), a);
          axis.add(i, index, size, weight);
          sum += weight;
        }
      }
      for (int k = 0; k < axis.count[i]; k++) {
        axis.weights[i * 4 + k] /= sum;
      }
    }
    return axis;
  }

  /** The mean of what an output sample covers (resize_area_op.cc). */
  private static Axis area(int size, float[] edges, int length) {
    int taps = 1;
    for (int i = 0; i < length; i++) {
      taps = Math.max(taps, (int) Math.ceil(edges[i + 1]) - (int) edges[i]);
    }
    Axis axis = new Axis(length, taps);
    for (int i = 0; i < length; i++) {
      double start = edges[i];
      double end = edges[i + 1];
      for (int k = (int) start; k < end; k++) {
        double covered = Math.min(k + 1, end) - Math.max(k, start);
        axis.add(i, k, size, covered / (end - start));
      }
      if (start == end) { // One sample with its corners aligned covers nothing.
        axis.add(i, (int) start, size, 1);
      }
    }
    return axis;
  }

  /** Adds the weight of a source sample; calls for one output sample come in rising order. */
  private void add(int i, int index, int size, double weight) {
    int inside = Math.max(0, Math.min(index, size - 1));
    if (count[i] == 0) {
      first[i] = inside;
    }
    count[i] = inside - first[i] + 1;
    weights[i * taps + inside - first[i]] += weight;
  }
}

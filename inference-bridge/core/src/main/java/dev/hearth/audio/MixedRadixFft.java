package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;

/**
 * {@link Fft} of any length: butterflies of 4, 5 and whatever odd primes the length has, each stage
 * in place, inputs placed by the digits of their index in reverse. An odd length is transformed as
 * the even bins of twice that length. Not for use by two threads at a time.
 */
final class MixedRadixFft extends Fft {
  private static final double COS_1 = 0.30901699437494745;
  private static final double SIN_1 = 0.9510565162951535;
  private static final double COS_2 = -0.8090169943749475;
  private static final double SIN_2 = 0.5877852522924731;

  private final int[] radices;
  private final double[] tempRe;
  private final double[] tempIm;

  /** Prepares transforms of an even length of at least 4. */
  MixedRadixFft(int length) {
    this(length, radices(length / 2));
  }

  private MixedRadixFft(int length, int[] radices) {
    super(order(length / 2, radices), circle(length, 0.25), circle(length, 0));
    this.radices = radices;
    int most = 1;
    for (int radix : radices) {
      most = Math.max(most, radix);
    }
    tempRe = new double[most];
    tempIm = new double[most];
  }

  /** Returns the sines of a whole turn from a phase on, in turns. */
  private static double[] circle(int length, double phase) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = PortableMath.sin(2 * Math.PI * ((double) i / length + phase));
    }
    return values;
  }

  private static int[] radices(int n) {
    int[] found = new int[32];
    int count = 0;
    int rest = n;
    for (int radix = 4; rest > 1; ) {
      if (rest % radix == 0) {
        found[count++] = radix;
        rest /= radix;
      } else if (radix == 4) {
        radix = 2;
      } else if (radix > rest / radix) {
        radix = rest;
      } else {
        radix += radix == 2 ? 1 : 2;
      }
    }
    int[] radices = new int[count];
    System.arraycopy(found, 0, radices, 0, count);
    return radices;
  }

  private static int[] order(int n, int[] radices) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int rest = i;
      int size = n;
      for (int stage = radices.length - 1; stage >= 0; stage--) {
        size /= radices[stage];
        order[i] += rest % radices[stage] * size;
        rest /= radices[stage];
      }
    }
    return order;
  }

  /**
   * Writes the squared magnitudes of bins 0..length/2 of samples times a window.
   *
   * @param place of the first sample; as many as the window has follow it
   * @param window double[length]
   * @param power double[length / 2 + 1]
   */
  void power(float[] samples, int place, double[] window, double[] power) {
    double[] re = this.re;
    double[] im = this.im;
    int[] order = this.order;
    if (window.length != re.length + im.length) {
      throw new IllegalArgumentException(
          "expected a window of " + 2 * re.length + " samples, found " + window.length);
    }
    for (int i = 0, k = 0; i < order.length; i++, k += 2) {
      int to = order[i];
      re[to] = samples[place + k] * window[k];
      im[to] = samples[place + k + 1] * window[k + 1];
    }
    transform();
    spectrum(power);
  }

  @Override
  void power(double[] frame, double[] power) {
    for (int i = 0; i < order.length; i++) {
      re[order[i]] = frame[2 * i];
      im[order[i]] = frame[2 * i + 1];
    }
    transform();
    spectrum(power);
  }

  /** Writes the squared magnitudes of what was transformed, both halves at once. */
  private void spectrum(double[] power) {
    double[] re = this.re;
    double[] im = this.im;
    double[] cos = this.cos;
    double[] sin = this.sin;
    int half = re.length;
    double sum = re[0] + im[0];
    double difference = re[0] - im[0];
    power[0] = sum * sum;
    power[half] = difference * difference;
    for (int k = 1, m = half - 1; k <= m; k++, m--) {
      double evenRe = (re[k] + re[m]) / 2;
      double evenIm = (im[k] - im[m]) / 2;
      double oddRe = (im[k] + im[m]) / 2;
      double oddIm = (re[m] - re[k]) / 2;
      double x = evenRe + oddRe * cos[k] + oddIm * sin[k];
      double y = evenIm + oddIm * cos[k] - oddRe * sin[k];
      power[k] = x * x + y * y;
      x = evenRe + oddRe * cos[m] - oddIm * sin[m];
      y = evenIm + oddIm * cos[m] + oddRe * sin[m];
      power[m] = x * x + y * y;
    }
  }

  @Override
  void transform() {
    int reach = 1;
    for (int radix : radices) {
      int step = cos.length / (reach * radix);
      switch (radix) {
        case 2 -> two(reach, step);
        case 4 -> {
          if (reach == 1) {
            firstFour();
          } else {
            four(reach, step);
          }
        }
        case 5 -> five(reach, step);
        default -> {
          for (int j = 0; j < reach; j++) {
            odd(radix, j, reach, j * step);
          }
        }
      }
      reach *= radix;
    }
  }

  private void two(int reach, int step) {
    double[] re = this.re;
    double[] im = this.im;
    double[] cos = this.cos;
    double[] sin = this.sin;
    int length = Math.min(re.length, im.length);
    for (int j = 0; j < reach; j++) {
      int turn = j * step;
      double c = cos[turn];
      double s = sin[turn];
      for (int a = j; a < length; a += 2 * reach) {
        int b = a + reach;
        double x = re[b] * c + im[b] * s;
        double y = im[b] * c - re[b] * s;
        re[b] = re[a] - x;
        im[b] = im[a] - y;
        re[a] += x;
        im[a] += y;
      }
    }
  }

  /** {@link #four} where every factor is 1. */
  private void firstFour() {
    double[] re = this.re;
    double[] im = this.im;
    int length = Math.min(re.length, im.length);
    for (int a = 0; a < length; a += 4) {
      double sumX = re[a] + re[a + 2];
      double sumY = im[a] + im[a + 2];
      double differenceX = re[a] - re[a + 2];
      double differenceY = im[a] - im[a + 2];
      double otherSumX = re[a + 1] + re[a + 3];
      double otherSumY = im[a + 1] + im[a + 3];
      double otherDifferenceX = re[a + 1] - re[a + 3];
      double otherDifferenceY = im[a + 1] - im[a + 3];
      re[a] = sumX + otherSumX;
      im[a] = sumY + otherSumY;
      re[a + 1] = differenceX + otherDifferenceY;
      im[a + 1] = differenceY - otherDifferenceX;
      re[a + 2] = sumX - otherSumX;
      im[a + 2] = sumY - otherSumY;
      re[a + 3] = differenceX - otherDifferenceY;
      im[a + 3] = differenceY + otherDifferenceX;
    }
  }

  private void four(int reach, int step) {
    double[] re = this.re;
    double[] im = this.im;
    double[] cos = this.cos;
    double[] sin = this.sin;
    int length = Math.min(re.length, im.length);
    for (int j = 0; j < reach; j++) {
      int turn = j * step;
      double c1 = cos[turn];
      double s1 = sin[turn];
      double c2 = cos[2 * turn];
      double s2 = sin[2 * turn];
      double c3 = cos[3 * turn];
      double s3 = sin[3 * turn];
      for (int a = j; a < length; a += 4 * reach) {
        int b = a + reach;
        int c = b + reach;
        int d = c + reach;
        double x1 = re[b] * c1 + im[b] * s1;
        double y1 = im[b] * c1 - re[b] * s1;
        double x2 = re[c] * c2 + im[c] * s2;
        double y2 = im[c] * c2 - re[c] * s2;
        double x3 = re[d] * c3 + im[d] * s3;
        double y3 = im[d] * c3 - re[d] * s3;
        double sumX = re[a] + x2;
        double sumY = im[a] + y2;
        double differenceX = re[a] - x2;
        double differenceY = im[a] - y2;
        re[a] = sumX + (x1 + x3);
        im[a] = sumY + (y1 + y3);
        re[c] = sumX - (x1 + x3);
        im[c] = sumY - (y1 + y3);
        re[b] = differenceX + (y1 - y3);
        im[b] = differenceY - (x1 - x3);
        re[d] = differenceX - (y1 - y3);
        im[d] = differenceY + (x1 - x3);
      }
    }
  }

  private void five(int reach, int step) {
    double[] re = this.re;
    double[] im = this.im;
    double[] cos = this.cos;
    double[] sin = this.sin;
    int length = Math.min(re.length, im.length);
    for (int j = 0; j < reach; j++) {
      int turn = j * step;
      double c1 = cos[turn];
      double s1 = sin[turn];
      double c2 = cos[2 * turn];
      double s2 = sin[2 * turn];
      double c3 = cos[3 * turn];
      double s3 = sin[3 * turn];
      double c4 = cos[4 * turn];
      double s4 = sin[4 * turn];
      for (int a = j; a < length; a += 5 * reach) {
        int b = a + reach;
        int c = b + reach;
        int d = c + reach;
        int e = d + reach;
        double x1 = re[b] * c1 + im[b] * s1;
        double y1 = im[b] * c1 - re[b] * s1;
        double x2 = re[c] * c2 + im[c] * s2;
        double y2 = im[c] * c2 - re[c] * s2;
        double x3 = re[d] * c3 + im[d] * s3;
        double y3 = im[d] * c3 - re[d] * s3;
        double x4 = re[e] * c4 + im[e] * s4;
        double y4 = im[e] * c4 - re[e] * s4;
        double outerX = x1 + x4;
        double outerY = y1 + y4;
        double innerX = x2 + x3;
        double innerY = y2 + y3;
        double px = re[a] + COS_1 * outerX + COS_2 * innerX;
        double py = im[a] + COS_1 * outerY + COS_2 * innerY;
        double qx = re[a] + COS_2 * outerX + COS_1 * innerX;
        double qy = im[a] + COS_2 * outerY + COS_1 * innerY;
        double rx = SIN_1 * (y1 - y4) + SIN_2 * (y2 - y3);
        double ry = SIN_1 * (x1 - x4) + SIN_2 * (x2 - x3);
        double tx = SIN_2 * (y1 - y4) - SIN_1 * (y2 - y3);
        double ty = SIN_2 * (x1 - x4) - SIN_1 * (x2 - x3);
        re[a] += outerX + innerX;
        im[a] += outerY + innerY;
        re[b] = px + rx;
        im[b] = py - ry;
        re[e] = px - rx;
        im[e] = py + ry;
        re[c] = qx + tx;
        im[c] = qy - ty;
        re[d] = qx - tx;
        im[d] = qy + ty;
      }
    }
  }

  private void odd(int radix, int j, int reach, int step) {
    int circle = cos.length / radix;
    for (int a = j; a < re.length; a += radix * reach) {
      for (int q = 0; q < radix; q++) {
        double c = cos[q * step];
        double s = sin[q * step];
        tempRe[q] = re[a + q * reach] * c + im[a + q * reach] * s;
        tempIm[q] = im[a + q * reach] * c - re[a + q * reach] * s;
      }
      for (int m = 0; m < radix; m++) {
        double x = 0;
        double y = 0;
        int angle = 0;
        for (int q = 0; q < radix; q++) {
          double c = cos[angle * circle];
          double s = sin[angle * circle];
          x += tempRe[q] * c + tempIm[q] * s;
          y += tempIm[q] * c - tempRe[q] * s;
          angle += m;
          angle -= angle >= radix ? radix : 0;
        }
        re[a + m * reach] = x;
        im[a + m * reach] = y;
      }
    }
  }
}

package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;
import java.util.ArrayList;
import java.util.List;

/**
 * Power spectrum of real frames of any length, by Stockham's self-sorting FFT over the prime
 * factors of the length, in double. Even lengths are packed into half as many complex numbers, as
 * in {@link Fft}. A large prime factor p costs p times the length. Not for use by two threads at a
 * time.
 *
 * <p>After factors whose product is L, element k * L + j holds bin j of the transform of every (n /
 * L)-th sample from k on.
 */
final class MixedFft implements PowerSpectrum {
  private final int length;
  private final boolean packed;
  private final int points;
  private final int[] factors;
  private final double[] cos;
  private final double[] sin;
  private double[] re;
  private double[] im;
  private double[] nextRe;
  private double[] nextIm;
  private final double[] partRe;
  private final double[] partIm;

  MixedFft(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("expected an FFT length of at least 1, found " + length);
    }
    this.length = length;
    packed = length % 2 == 0;
    points = packed ? length / 2 : length;
    factors = factors(points);
    // Of the whole length: the packed transform takes every second, its split takes all.
    cos = new double[length];
    sin = new double[length];
    for (int i = 0; i < length; i++) {
      cos[i] = PortableMath.cos(2 * Math.PI * i / length);
      sin[i] = -PortableMath.sin(2 * Math.PI * i / length);
    }
    re = new double[points];
    im = new double[points];
    nextRe = new double[points];
    nextIm = new double[points];
    int largest = 1;
    for (int factor : factors) {
      largest = Math.max(largest, factor);
    }
    partRe = new double[largest];
    partIm = new double[largest];
  }

  private static int[] factors(int number) {
    List<Integer> found = new ArrayList<>();
    int rest = number;
    for (int factor = 2; rest > 1; factor++) {
      for (; rest % factor == 0; rest /= factor) {
        found.add(factor);
      }
    }
    int[] out = new int[found.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = found.get(i);
    }
    return out;
  }

  @Override
  public void power(double[] frame, double[] power) {
    for (int i = 0; i < points; i++) {
      re[i] = packed ? frame[2 * i] : frame[i];
      im[i] = packed ? frame[2 * i + 1] : 0;
    }
    int done = 1;
    for (int factor : factors) {
      pass(factor, done);
      done *= factor;
      double[] swapRe = re;
      double[] swapIm = im;
      re = nextRe;
      im = nextIm;
      nextRe = swapRe;
      nextIm = swapIm;
    }
    for (int k = 0; k < power.length; k++) {
      power[k] = packed ? split(k) : re[k] * re[k] + im[k] * im[k];
    }
  }

  private void pass(int factor, int done) {
    int groups = points / (done * factor);
    int unit = length / points;
    for (int k = 0; k < groups; k++) {
      for (int j = 0; j < done; j++) {
        for (int r = 0; r < factor; r++) {
          int from = (k + groups * r) * done + j;
          int turn = j * r * groups * unit;
          partRe[r] = re[from] * cos[turn] - im[from] * sin[turn];
          partIm[r] = re[from] * sin[turn] + im[from] * cos[turn];
        }
        butterfly(factor, k * done * factor + j, done);
      }
    }
  }

  private void butterfly(int factor, int to, int step) {
    if (factor == 2) {
      nextRe[to] = partRe[0] + partRe[1];
      nextIm[to] = partIm[0] + partIm[1];
      nextRe[to + step] = partRe[0] - partRe[1];
      nextIm[to + step] = partIm[0] - partIm[1];
      return;
    }
    int turn = length / factor;
    for (int s = 0; s < factor; s++) {
      double sumRe = partRe[0];
      double sumIm = partIm[0];
      int at = 0;
      for (int r = 1; r < factor; r++) {
        at += s * turn;
        at = at >= length ? at % length : at;
        sumRe += partRe[r] * cos[at] - partIm[r] * sin[at];
        sumIm += partRe[r] * sin[at] + partIm[r] * cos[at];
      }
      nextRe[to + s * step] = sumRe;
      nextIm[to + s * step] = sumIm;
    }
  }

  /** Returns the squared magnitude of a bin of the whole length. */
  private double split(int k) {
    int a = k % points;
    int b = (points - a) % points;
    double evenRe = (re[a] + re[b]) / 2;
    double evenIm = (im[a] - im[b]) / 2;
    double oddRe = (im[a] + im[b]) / 2;
    double oddIm = (re[b] - re[a]) / 2;
    double x = evenRe + oddRe * cos[k] - oddIm * sin[k];
    double y = evenIm + oddRe * sin[k] + oddIm * cos[k];
    return x * x + y * y;
  }
}

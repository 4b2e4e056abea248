package dev.hearth.testing;

/**
 * What speech-commands makes of a sound by Web Audio's analyser, straight from the definitions: the
 * specification's Blackman window and Fourier sum, decibels, then (x - mean) / (deviation + 1e-7)
 * over all frames that are not of digital silence, which are 0.
 */
public final class AnalyserReference {
  private static final int SIZE = 2048;
  private static final int HOP = 1024;

  private AnalyserReference() {}

  /** Returns double[frames * bins] of a sound of (frames + 1) * 1024 samples. */
  public static double[] of(float[] sound, int frames, int bins) {
    double[] out = new double[frames * bins];
    boolean[] silent = new boolean[frames];
    int heard = 0;
    for (int frame = 0; frame < frames; frame++) {
      double[] decibels = decibels(sound, frame * HOP, bins);
      System.arraycopy(decibels, 0, out, frame * bins, bins);
      silent[frame] = decibels[0] == Double.NEGATIVE_INFINITY;
      heard += silent[frame] ? 0 : bins;
    }
    double mean = 0;
    for (int i = 0; i < out.length; i++) {
      mean += silent[i / bins] ? 0 : out[i] / heard;
    }
    double variance = 0;
    for (int i = 0; i < out.length; i++) {
      variance += silent[i / bins] ? 0 : (out[i] - mean) * (out[i] - mean) / heard;
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = silent[i / bins] ? 0 : (out[i] - mean) / (Math.sqrt(variance) + 1e-7);
    }
    return out;
  }

  /** Returns the frequency data of the samples from a place on: double[bins]. */
  public static double[] decibels(float[] sound, int from, int bins) {
    double alpha = 0.16;
    double[] out = new double[bins];
    for (int k = 0; k < bins; k++) {
      double re = 0;
      double im = 0;
      for (int n = 0; n < SIZE; n++) {
        double turn = 2 * Math.PI * n / SIZE;
        double window = (1 - alpha) / 2 - 0.5 * Math.cos(turn) + alpha / 2 * Math.cos(2 * turn);
        double angle = 2 * Math.PI * ((long) k * n % SIZE) / SIZE;
        re += sound[from + n] * window * Math.cos(angle);
        im -= sound[from + n] * window * Math.sin(angle);
      }
      out[k] = 20 * Math.log10(Math.hypot(re, im) / SIZE);
    }
    return out;
  }
}

package dev.hearth.audio;

import dev.hearth.json.Names;
import dev.hearth.tensor.PortableMath;

/** What a frame is multiplied by before its spectrum is taken. */
public enum Window {
  /** Periodic Hann, the default of librosa.stft and torch.hann_window. */
  HANN(0.5, true),

  /** Symmetric Hann, the {@code hanning} of Kaldi. */
  HANN_SYMMETRIC(0.5, false),

  /** Periodic Hamming with 0.54, as torch.hamming_window. */
  HAMMING(0.54, true),

  /** Symmetric Hamming, the {@code hamming} of Kaldi and of NumPy. */
  HAMMING_SYMMETRIC(0.54, false),

  /** Symmetric Hann to the power of 0.85, Kaldi's default. */
  POVEY(0.5, false),

  /** Periodic Blackman with 0.42, 0.5 and 0.08: Web Audio's analyser, torch.blackman_window. */
  BLACKMAN(0.42, 0.5, 0.08, true),

  /** Symmetric Blackman, that of Kaldi and of NumPy. */
  BLACKMAN_SYMMETRIC(0.42, 0.5, 0.08, false),

  /** Ones. */
  RECTANGULAR(1, true);

  private final double level;
  private final double once;
  private final double twice;
  private final boolean periodic;

  Window(double level, boolean periodic) {
    this(level, 1 - level, 0, periodic);
  }

  /** Takes the level, and what cosines of one and of two periods are taken off it and added. */
  Window(double level, double once, double twice, boolean periodic) {
    this.level = level;
    this.once = once;
    this.twice = twice;
    this.periodic = periodic;
  }

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }

  double[] values(int length) {
    double[] values = new double[length];
    double period = periodic ? length : Math.max(1, length - 1);
    for (int i = 0; i < length; i++) {
      double value = level - once * PortableMath.cos(2 * Math.PI * i / period);
      value += twice == 0 ? 0 : twice * PortableMath.cos(4 * Math.PI * i / period);
      boolean raised = this == POVEY && value > 0;
      values[i] =
          length == 1 ? 1 : raised ? PortableMath.exp(0.85 * PortableMath.log(value)) : value;
    }
    return values;
  }
}

package dev.hearth.audio;

import dev.hearth.json.Names;
import dev.hearth.tensor.PortableMath;

/** How hertz become mel. */
public enum MelScale {
  /** 2595 log10(1 + f / 700), as in HTK and torchaudio's default. */
  HTK,

  /** Linear below 1000 Hz, logarithmic above (Auditory Toolbox), as in librosa's default. */
  SLANEY;

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }

  private static final double SLANEY_HZ_PER_MEL = 200.0 / 3;
  private static final double SLANEY_BREAK_HZ = 1000;
  private static final double SLANEY_BREAK_MEL = SLANEY_BREAK_HZ / SLANEY_HZ_PER_MEL;
  private static final double SLANEY_LOG_STEP = PortableMath.log(6.4) / 27;
  private static final double LOG_10 = PortableMath.log(10);

  double toMel(double hz) {
    if (this == HTK) {
      return 2595 * PortableMath.log(1 + hz / 700) / LOG_10;
    }
    return hz < SLANEY_BREAK_HZ
        ? hz / SLANEY_HZ_PER_MEL
        : SLANEY_BREAK_MEL + PortableMath.log(hz / SLANEY_BREAK_HZ) / SLANEY_LOG_STEP;
  }

  double toHz(double mel) {
    if (this == HTK) {
      return 700 * (PortableMath.exp(mel * LOG_10 / 2595) - 1);
    }
    return mel < SLANEY_BREAK_MEL
        ? mel * SLANEY_HZ_PER_MEL
        : SLANEY_BREAK_HZ * PortableMath.exp((mel - SLANEY_BREAK_MEL) * SLANEY_LOG_STEP);
  }
}

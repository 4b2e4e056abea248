package dev.hearth.audio;

import dev.hearth.json.Names;

/** Where the frames of a sound lie, and what they see beyond its ends. */
public enum Framing {
  /** Frame i begins at sample i * hopLength; as many windows as fit: Kaldi's snip_edges. */
  SNIP,

  /**
   * The same for frames of fftLength samples with the window in their middle: librosa's
   * center=False.
   */
  WHOLE,

  /** The middle of frame i is at sample i * hopLength, beyond is silence: librosa's default. */
  CENTRE_ZERO,

  /** The same, the sound reflected without repeating its end: the default of torch.stft. */
  CENTRE_REFLECT,

  /**
   * The middle of frame i is half a hop after sample i * hopLength, the sound reflected with its
   * end repeated: Kaldi without snip_edges.
   */
  MIRROR;

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }
}

package dev.hearth.audio;

/** Where the frames of a sound lie, and what they see beyond its ends. */
public enum Framing {
  /** Frame i begins at sample i * hopLength; as many windows as fit: Kaldi's snip_edges. */
  SNIP("snip"),

  /**
   * The same for frames of fftLength samples with the window in their middle: librosa's
   * center=False.
   */
  WHOLE("whole"),

  /** The middle of frame i is at sample i * hopLength, beyond is silence: librosa's default. */
  CENTRE_ZERO("centre-zero"),

  /** The same, the sound reflected without repeating its end: the default of torch.stft. */
  CENTRE_REFLECT("centre-reflect"),

  /**
   * The middle of frame i is half a hop after sample i * hopLength, the sound reflected with its
   * end repeated: Kaldi without snip_edges.
   */
  MIRROR("mirror");

  private final String id;

  Framing(String id) {
    this.id = id;
  }

  /** Returns the name used in manifests. */
  public String id() {
    return id;
  }
}

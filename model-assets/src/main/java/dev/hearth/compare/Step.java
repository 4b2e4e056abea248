package dev.hearth.compare;

import dev.hearth.json.Names;

/** What is done to an input on its way to a result, in this order. */
public enum Step {
  /** A file becomes upright pixels, or samples. */
  DECODE,
  /** Samples become those of the model's rate, and a clip. */
  RESAMPLE,
  /** Pixels become as many as the model takes. */
  RESIZE,
  /** What of the resized picture is cut out, and what is around it. */
  CROP,
  /** Samples become frames and their spectra. */
  SPECTRUM,
  /** Spectra become mel bands. */
  MEL,
  /** Bands become logarithms. */
  LOG,
  /** Values are scaled, moved, and divided. */
  NORMALISE,
  /** The order of channels. */
  CHANNELS,
  /** The order of axes. */
  LAYOUT,
  /** The model itself. */
  MODEL,
  /** Outputs become probabilities of labels. */
  POSTPROCESS;

  /** Returns the word for it. */
  public String id() {
    return Names.of(this);
  }
}

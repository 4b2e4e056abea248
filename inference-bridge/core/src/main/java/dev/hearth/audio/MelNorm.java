package dev.hearth.audio;

import dev.hearth.json.Names;

/** How high the triangles of a mel filter bank are. */
public enum MelNorm {
  /** Every triangle has the height 1. */
  NONE,

  /** Every triangle has the area 1 over hertz: the height is 2 / width. */
  SLANEY;

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }
}

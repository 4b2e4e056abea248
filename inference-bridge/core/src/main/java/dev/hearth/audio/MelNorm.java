package dev.hearth.audio;

/** How high the triangles of a mel filter bank are. */
public enum MelNorm {
  /** Every triangle has the height 1. */
  NONE("none"),

  /** Every triangle has the area 1 over hertz: the height is 2 / width. */
  SLANEY("slaney");

  private final String id;

  MelNorm(String id) {
    this.id = id;
  }

  /** Returns the name used in manifests. */
  public String id() {
    return id;
  }
}

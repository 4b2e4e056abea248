package dev.hearth.audio;

import dev.hearth.tensor.Shape;

/**
 * The axes of a model's input: T time, F the features of a frame; N and C, the batch and the
 * channel, are of length 1. As "NTFC": float32[1, frames, features, 1].
 */
public final class AudioLayout {
  private static final String AXES = "NCTF";

  private final String id;

  private AudioLayout(String id) {
    this.id = id;
  }

  /**
   * Returns the layout of some letters.
   *
   * @param features whether there are features, and so F, or plain samples
   * @throws IllegalArgumentException if a letter is not one of N, C, T, F, one is there twice, T is
   *     missing, or F is missing or too many
   */
  public static AudioLayout of(String id, boolean features) {
    boolean right = id.indexOf('T') >= 0 && id.indexOf('F') >= 0 == features;
    for (int i = 0; i < id.length(); i++) {
      right &= AXES.indexOf(id.charAt(i)) >= 0 && id.indexOf(id.charAt(i)) == i;
    }
    if (!right) {
      throw new IllegalArgumentException(
          "expected a layout of T"
              + (features ? ", F" : "")
              + " and maybe N and C, each once, found "
              + id);
    }
    return new AudioLayout(id);
  }

  /** Returns whether the features of one band lie side by side. */
  public boolean bandsFirst() {
    return id.indexOf('F') >= 0 && id.indexOf('F') < id.indexOf('T');
  }

  /** Returns the shape of so many frames, or samples, of so many features. */
  public Shape shape(int time, int features) {
    int[] axes = new int[id.length()];
    for (int i = 0; i < axes.length; i++) {
      char axis = id.charAt(i);
      axes[i] = axis == 'T' ? time : axis == 'F' ? features : 1;
    }
    return Shape.of(axes);
  }
}

package dev.hearth.audio;

import java.util.Arrays;

/**
 * What part of a sound a model gets.
 *
 * @param samples length of every clip; 0 or less for the whole sound, however long
 * @param loudest whether a longer sound gives its loudest stretch, and a shorter one is put in the
 *     middle of silence; if not, the first stretch, and at the start
 */
public record ClipConfig(int samples, boolean loudest) {
  /** Returns a stretch of a sound that is longer than a clip, else all of it. */
  public float[] cut(float[] sound) {
    if (samples <= 0 || sound.length <= samples) {
      return sound;
    }
    int from = loudest ? loudest(sound) : 0;
    return Arrays.copyOfRange(sound, from, from + samples);
  }

  /** Returns a sound that is not longer than a clip with the silence it lacks. */
  public float[] fill(float[] sound) {
    if (sound.length >= samples) {
      return sound;
    }
    float[] clip = new float[samples];
    System.arraycopy(sound, 0, clip, loudest ? (samples - sound.length) / 2 : 0, sound.length);
    return clip;
  }

  /** Returns where the stretch of the most energy begins; its middle, where several are equal. */
  private int loudest(float[] sound) {
    double energy = 0;
    for (int i = 0; i < samples; i++) {
      energy += (double) sound[i] * sound[i];
    }
    double most = energy;
    int first = 0;
    int last = 0;
    for (int from = 1; from + samples <= sound.length; from++) {
      double leaving = sound[from - 1];
      double entering = sound[from + samples - 1];
      energy += entering * entering - leaving * leaving;
      if (energy > most * 1.0001) {
        most = energy;
        first = from;
        last = from;
      } else if (energy > most * 0.9999 && from == last + 1) {
        last = from;
      }
    }
    return (first + last) >> 1;
  }
}

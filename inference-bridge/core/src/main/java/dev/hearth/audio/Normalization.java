package dev.hearth.audio;

import java.util.Arrays;

/** Mean 0 and variance 1 over a sound, as the feature extractors of Hugging Face do. */
public final class Normalization {
  /** Of Wav2Vec2FeatureExtractor, added to the variance. */
  private static final double ADDED = 1e-7;

  /** Of Speech2TextFeatureExtractor, the least variance of a band. */
  private static final double LEAST = 1e-10;

  private Normalization() {}

  /** Normalises all values together, in place. */
  public static void apply(float[] values) {
    apply(values, 1);
  }

  /** Normalises all values of the rows that are not silent together, and makes the others 0. */
  static void apply(float[] values, boolean[] silent) {
    int width = values.length / silent.length;
    float[] heard = new float[values.length];
    int count = 0;
    for (int row = 0; row < silent.length; row++) {
      if (!silent[row]) {
        System.arraycopy(values, row * width, heard, count * width, width);
        count++;
      }
    }
    heard = Arrays.copyOf(heard, count * width);
    apply(heard);
    for (int row = silent.length - 1; row >= 0; row--) {
      count -= silent[row] ? 0 : 1;
      for (int i = 0; i < width; i++) {
        values[row * width + i] = silent[row] ? 0 : heard[count * width + i];
      }
    }
  }

  /** Normalises every column of float[rows, columns] of its own, in place. */
  static void apply(float[] values, int columns) {
    int rows = values.length / columns;
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      for (int i = column; i < values.length; i += columns) {
        sum += values[i];
      }
      double mean = sum / rows;
      double squares = 0;
      for (int i = column; i < values.length; i += columns) {
        squares += (values[i] - mean) * (values[i] - mean);
      }
      double variance = squares / rows;
      double deviation =
          Math.sqrt(columns == 1 ? variance + ADDED : variance > LEAST ? variance : LEAST);
      for (int i = column; i < values.length; i += columns) {
        values[i] = (float) ((values[i] - mean) / deviation);
      }
    }
  }
}

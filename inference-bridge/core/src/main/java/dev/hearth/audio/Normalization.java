package dev.hearth.audio;

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

package dev.hearth.decode;

import dev.hearth.json.Names;

/** How the vectors of many positions become one. */
public enum Pooling {
  /** There is one vector already. */
  NONE,
  /** The first position's, such as that of [CLS]. */
  CLS,
  /** The mean over the positions that count. */
  MEAN,
  /** The largest value of each component over the positions that count. */
  MAX,
  /** The last position that counts. */
  LAST;

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }

  /**
   * Returns the one vector.
   *
   * @param values float[positions, size], or float[size, positions] if {@code componentsFirst}
   * @param size components of a vector
   * @param mask for each position 1 if it counts, 0 if it is padding
   * @throws IllegalArgumentException if the sizes do not fit or no position counts
   */
  public double[] apply(float[] values, int size, int[] mask, boolean componentsFirst) {
    int positions = size == 0 ? 0 : values.length / size;
    if (size == 0 || values.length % size != 0 || mask.length != positions) {
      throw new IllegalArgumentException(
          "Expected " + mask.length + " vectors of " + size + " values, found " + values.length);
    }
    double[] out = new double[size];
    int seen = 0;
    for (int position = 0; position < positions; position++) {
      if (mask[position] == 0) {
        continue;
      }
      seen++;
      for (int i = 0; i < size; i++) {
        double value = values[componentsFirst ? i * positions + position : position * size + i];
        out[i] =
            switch (this) {
              case MEAN -> out[i] + value;
              case MAX -> seen == 1 ? value : Math.max(out[i], value);
              case NONE, CLS -> seen == 1 ? value : out[i];
              case LAST -> value;
            };
      }
    }
    if (seen == 0 || (this == NONE && positions > 1)) {
      throw new IllegalArgumentException(
          "Expected "
              + (seen == 0 ? "a position that counts" : "one position")
              + ", found "
              + seen);
    }
    for (int i = 0; this == MEAN && i < size; i++) {
      out[i] /= seen;
    }
    return out;
  }
}

package dev.hearth.decode;

/** A vector whose direction stands for a meaning. */
public final class Embedding {
  private final double[] values;

  /**
   * Makes an embedding.
   *
   * @param values copied
   */
  public Embedding(double[] values) {
    this.values = values.clone();
  }

  /** Returns a copy of the values. */
  public double[] values() {
    return values.clone();
  }

  /** Returns the vector of length 1 of the same direction; the vector itself if it is all zero. */
  public Embedding normalized() {
    double length = Math.sqrt(dot(this));
    double[] out = values.clone();
    for (int i = 0; i < out.length && length > 0; i++) {
      out[i] /= length;
    }
    return new Embedding(out);
  }

  /**
   * Returns the cosine of the angle to another embedding, -1 to 1; 0 if either is all zero.
   *
   * @throws IllegalArgumentException if the other has another number of values
   */
  public double similarity(Embedding other) {
    double lengths = Math.sqrt(dot(this)) * Math.sqrt(other.dot(other));
    double dot = dot(other);
    return lengths > 0 ? Math.max(-1, Math.min(dot / lengths, 1)) : 0;
  }

  private double dot(Embedding other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "Expected an embedding of "
              + values.length
              + " values, found one of "
              + other.values.length);
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }
}

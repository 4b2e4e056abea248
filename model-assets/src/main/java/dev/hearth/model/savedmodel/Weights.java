package dev.hearth.model.savedmodel;

import java.io.IOException;
import java.io.OutputStream;

/** The values of a constant, as TF.js stores them. They are read when they are written. */
interface Weights {
  /** Returns {@code float32}, {@code int32}, {@code bool} or {@code string}. */
  String dtype();

  int[] shape();

  /** Returns how many bytes {@link #writeTo} writes. */
  long bytes();

  /**
   * Writes the values, little-endian.
   *
   * @throws dev.hearth.source.BadInputException if they are damaged, or too large for their type
   */
  void writeTo(OutputStream out) throws IOException;
}

package dev.hearth.runtime;

import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;

/**
 * A tensor in a runtime's own memory, for another session of the same factory to take.
 *
 * <p>Whoever gets one closes it; closing twice is allowed.
 */
public interface DeviceTensor {
  /** Returns the element type. */
  ElementType type();

  /** Returns the axis sizes. */
  Shape shape();

  /** Returns a copy of the elements, blocking. */
  Tensor download();

  /** Gives the memory back. */
  void close();
}

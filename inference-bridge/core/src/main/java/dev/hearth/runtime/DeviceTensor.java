package dev.hearth.runtime;

import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;

/**
 * A tensor where the runtime keeps it, such as in the GPU's memory: an output that the next model
 * takes as its input without passing through the CPU.
 *
 * <p>It belongs to the factory whose session or picture source made it: feed it to sessions of that
 * factory only. Whoever got it closes it; nothing else frees its memory.
 */
public interface DeviceTensor extends AutoCloseable {
  /** Returns the element type. */
  ElementType type();

  /** Returns the axis sizes. */
  Shape shape();

  /**
   * Returns the values, copied out of the device; blocking. The tensor stays usable.
   *
   * @throws InferenceException DEVICE_LOST if the device is gone
   * @throws IllegalStateException if the tensor is closed
   */
  Tensor download();

  /** Frees the device's memory. Closing twice is allowed. */
  @Override
  void close();
}

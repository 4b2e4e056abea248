package dev.hearth.runtime;

import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import java.util.Map;

/**
 * A model loaded into a runtime.
 *
 * <p>Calls block the calling thread. A session serves one call at a time; the owner queues. Whoever
 * made the session closes it; closing twice is allowed, running after closing is not.
 */
public interface InferenceSession extends AutoCloseable {
  /** Returns the model's inputs, in its order. */
  List<TensorInfo> inputs();

  /** Returns the model's outputs, in its order. */
  List<TensorInfo> outputs();

  /**
   * Runs the model once.
   *
   * @param feeds a tensor for every input, by name; not changed and not kept
   * @return a tensor for every output, by name; the caller's own
   * @throws InferenceException INVALID_INPUT if a feed is missing, unknown or of another shape or
   *     type; RUNTIME_FAILED, UNSUPPORTED_OPERATOR or OUT_OF_MEMORY if the runtime fails;
   *     DEVICE_LOST if its GPU is gone; TIMEOUT if the runtime does not answer
   * @throws IllegalStateException if the session is closed
   */
  Map<String, Tensor> run(Map<String, Tensor> feeds);

  @Override
  void close();
}

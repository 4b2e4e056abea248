package dev.hearth.runtime;

import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import java.util.Map;

/** Outputs of a model by the names a manifest gives them. */
public final class Fetches {
  private Fetches() {}

  /**
   * Returns an output.
   *
   * @throws InferenceException MANIFEST_INVALID if the model did not give it
   */
  public static Tensor get(Map<String, Tensor> fetches, String name) {
    Tensor found = fetches.get(name);
    if (found == null) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected an output named " + name + ", found " + String.join(", ", fetches.keySet()));
    }
    return found;
  }

  /**
   * Returns an output of float32.
   *
   * @throws InferenceException MANIFEST_INVALID if the model did not give it, or of another type
   */
  public static FloatTensor floats(Map<String, Tensor> fetches, String name) {
    Tensor found = get(fetches, name);
    if (found instanceof FloatTensor floats) {
      return floats;
    }
    throw new InferenceException(
        Code.MANIFEST_INVALID,
        "Expected the output " + name + " to be of float32, found " + found.type().id());
  }
}

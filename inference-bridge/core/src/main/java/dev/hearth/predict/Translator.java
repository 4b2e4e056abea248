package dev.hearth.predict;

import dev.hearth.tensor.Tensor;
import java.util.Map;

/**
 * The two ends of a prediction: from what a person has to what the model takes, and back.
 *
 * @param <I> the input, such as a picture
 * @param <O> the result, such as a list of classifications
 */
public interface Translator<I, O> {
  /**
   * Turns an input into feeds.
   *
   * @throws dev.hearth.runtime.InferenceException INVALID_INPUT if the model cannot take it
   */
  Map<String, Tensor> preprocess(I input);

  /** Turns the model's outputs into a result. */
  O postprocess(Map<String, Tensor> fetches);
}

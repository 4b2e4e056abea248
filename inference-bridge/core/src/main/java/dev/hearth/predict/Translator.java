package dev.hearth.predict;

/**
 * The two ends of a prediction: from what a person has to what the model takes, and back.
 *
 * @param <I> the input, such as a picture
 * @param <O> the result, such as a list of classifications
 */
public interface Translator<I, O> {
  /**
   * Turns an input into feeds, and says how to read what the model answers.
   *
   * @throws dev.hearth.runtime.InferenceException INVALID_INPUT if the model cannot take it
   */
  Prepared<O> preprocess(I input);
}

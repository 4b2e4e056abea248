package dev.hearth.predict;

import dev.hearth.tensor.Tensor;
import java.util.Map;
import java.util.function.Function;

/**
 * What an input became: the feeds of one run, and how the fetches of that run become its result.
 * The second knows what the first did, such as where in the picture a crop lies.
 *
 * @param <O> the result, such as a list of classifications
 * @param feeds a tensor for every input of the model, by name
 * @param decoder turns the model's outputs into the result
 */
public record Prepared<O>(Map<String, Tensor> feeds, Function<Map<String, Tensor>, O> decoder) {

  /** Turns the model's outputs into the result. */
  public O postprocess(Map<String, Tensor> fetches) {
    return decoder.apply(fetches);
  }
}

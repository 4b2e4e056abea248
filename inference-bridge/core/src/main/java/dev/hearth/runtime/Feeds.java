package dev.hearth.runtime;

import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import java.util.Map;

/** What every adapter checks before it runs: runtimes answer wrong feeds with riddles. */
public final class Feeds {
  private Feeds() {}

  /**
   * Checks names, element types and shapes.
   *
   * @throws InferenceException INVALID_INPUT at the first feed that does not fit
   */
  public static void check(List<TensorInfo> inputs, Map<String, Tensor> feeds) {
    for (TensorInfo input : inputs) {
      Tensor feed = feeds.get(input.name());
      if (feed == null) {
        throw invalid(
            "a feed for input " + input.name(), "feeds " + String.join(", ", feeds.keySet()));
      }
      check(input, feed.type(), feed.shape());
    }
    if (feeds.size() > inputs.size()) {
      StringBuilder names = new StringBuilder();
      for (TensorInfo input : inputs) {
        names.append(names.length() == 0 ? "" : ", ").append(input.name());
      }
      throw invalid("feeds for " + names + " alone", "feeds " + String.join(", ", feeds.keySet()));
    }
  }

  /**
   * Checks the element type and shape of one feed.
   *
   * @throws InferenceException INVALID_INPUT if they do not fit the input
   */
  public static void check(TensorInfo input, ElementType type, Shape shape) {
    if (type != input.type() || !input.accepts(shape)) {
      throw invalid(input.toString(), type.id() + shape);
    }
  }

  private static InferenceException invalid(String expected, String found) {
    return new InferenceException(Code.INVALID_INPUT, "Expected " + expected + ", found " + found);
  }
}

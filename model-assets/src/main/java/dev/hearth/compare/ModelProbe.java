package dev.hearth.compare;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures changes of preprocessing by what the model then gives, where no inputs are known. */
final class ModelProbe implements Search.Probe {
  /** Makes the model's input under some changes. */
  interface Input {
    /** Returns the input, or null where it can be none. */
    @Nullable FloatTensor under(List<Edit> edits);
  }

  private final Input input;
  private final String name;
  private final InferenceSession session;
  private final Map<String, Tensor> expected;
  private final Tolerance tolerance;

  ModelProbe(
      Input input,
      String name,
      InferenceSession session,
      Map<String, Tensor> expected,
      Tolerance tolerance) {
    this.input = input;
    this.name = name;
    this.session = session;
    this.expected = new LinkedHashMap<>(expected);
    this.tolerance = tolerance;
  }

  @Override
  public @Nullable Difference measure(List<Edit> edits) {
    FloatTensor values = input.under(edits);
    if (values == null) {
      return null;
    }
    Map<String, Tensor> fetches;
    try {
      fetches = session.run(Map.of(name, values));
    } catch (InferenceException e) {
      return null;
    }
    Difference worst = null;
    for (Map.Entry<String, Tensor> output : expected.entrySet()) {
      Tensor actual = fetches.get(output.getKey());
      Difference one = actual == null ? null : Difference.of(actual, output.getValue(), tolerance);
      if (one == null) {
        return null;
      }
      worst = worst == null ? one : worse(worst, one);
    }
    return worst;
  }

  @Override
  public List<Hypothesis> fitted(List<Edit> edits) {
    return List.of();
  }

  private static Difference worse(Difference a, Difference b) {
    if (a.agrees() != b.agrees()) {
      return a.agrees() ? b : a;
    }
    return b.relative() > a.relative() ? b : a;
  }
}

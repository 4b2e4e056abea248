package dev.hearth.goldens;

import dev.hearth.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a model somewhere else, as it was given: of any element types and shapes.
 *
 * @param id a name for messages
 * @param inputs by the model's names; empty where only the outputs are known
 * @param outputs by the model's names
 * @param source the picture, sound or text the inputs were made of; null where none was given
 * @param labels the classes in the order the other side has them; empty where none were given
 * @param probabilities of those classes, after all postprocessing; null where none were given
 */
public record GivenCase(
    String id,
    Map<String, Tensor> inputs,
    Map<String, Tensor> outputs,
    @Nullable Path source,
    List<String> labels,
    @Nullable Tensor probabilities) {
  public GivenCase {
    inputs = new LinkedHashMap<>(inputs);
    outputs = new LinkedHashMap<>(outputs);
    labels = List.copyOf(labels);
  }

  GivenCase withSource(@Nullable Path other) {
    return new GivenCase(id, inputs, outputs, other, labels, probabilities);
  }
}

package dev.hearth.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What preprocessing on the JVM made of a source, beside what the other side made of it.
 *
 * @param input the model's input
 * @param actual what was made here; null where it cannot be made
 * @param expected what was made there
 * @param difference of the two; null where their numbers of values differ
 * @param problem why nothing was made; empty where something was
 * @param key of the part of the manifest that a search edits; empty where none can
 * @param part of the manifest at that key
 * @param probe measures changes; null where none can be tried
 * @param hypotheses to try
 */
record Prepared(
    String input,
    @Nullable Tensor actual,
    Tensor expected,
    @Nullable Difference difference,
    String problem,
    String key,
    JsonNode part,
    Search.@Nullable Probe probe,
    List<Hypothesis> hypotheses) {

  Prepared with(List<Hypothesis> others) {
    return new Prepared(
        input, actual, expected, difference, problem, key, part, probe, List.copyOf(others));
  }

  boolean agrees() {
    return difference != null && difference.agrees();
  }

  ObjectNode object() {
    return part instanceof ObjectNode object ? object : Edit.JSON.objectNode();
  }
}

package dev.hearth.source.onnx;

import dev.hearth.source.onnx.OnnxGraph.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds outputs that hold probabilities because a softmax, a sigmoid or one of the classifiers of
 * ai.onnx.ml made them.
 */
final class Probabilities {
  private static final Set<String> ACTIVATIONS =
      Set.of(
          "Softmax",
          "Sigmoid",
          "LinearClassifier",
          "Normalizer",
          "SVMClassifier",
          "TreeEnsembleClassifier");
  private static final Set<String> KEEP_VALUES =
      Set.of("Identity", "Cast", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout");

  private Probabilities() {}

  static Set<String> find(OnnxGraph graph) {
    Map<String, Node> makers = new HashMap<>();
    for (Node node : graph.nodes) {
      node.outputs().forEach(output -> makers.put(output, node));
    }
    Set<String> found = new HashSet<>();
    for (OnnxGraph.Value output : graph.outputs) {
      Node node = behind(output.name(), makers);
      if (node != null && ACTIVATIONS.contains(node.type())) {
        found.add(output.name());
      }
    }
    return found;
  }

  // At most as many steps as there are nodes, so that a hostile cycle ends.
  private static @Nullable Node behind(String output, Map<String, Node> makers) {
    Node node = makers.get(output);
    for (int i = 0; i < makers.size() && node != null; i++) {
      if (!KEEP_VALUES.contains(node.type()) || node.inputs().isEmpty()) {
        return node;
      }
      node = makers.get(node.inputs().get(0));
    }
    return node;
  }
}

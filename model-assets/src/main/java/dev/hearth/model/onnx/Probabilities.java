package dev.hearth.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
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

  static Set<String> find(GraphProto graph) {
    Map<String, NodeProto> makers = new HashMap<>();
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(output -> makers.put(output, node));
    }
    Set<String> found = new HashSet<>();
    for (ValueInfoProto output : graph.getOutputList()) {
      NodeProto node = behind(output.getName(), makers);
      if (node != null && ACTIVATIONS.contains(node.getOpType())) {
        found.add(output.getName());
      }
    }
    return found;
  }

  // At most as many steps as there are nodes, so that a hostile cycle ends.
  private static @Nullable NodeProto behind(String output, Map<String, NodeProto> makers) {
    NodeProto node = makers.get(output);
    for (int i = 0; i < makers.size() && node != null; i++) {
      if (!KEEP_VALUES.contains(node.getOpType()) || node.getInputCount() == 0) {
        return node;
      }
      node = makers.get(node.getInput(0));
    }
    return node;
  }
}

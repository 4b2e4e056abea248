package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A value on its way into a node.
 *
 * @param node what takes it
 * @param input as which of its inputs
 */
record Use(NodeProto node, int input) {

  /** Returns the uses of every value in a graph and in the graphs of its nodes. */
  static Map<String, List<Use>> in(GraphProto graph) {
    Map<String, List<Use>> uses = new HashMap<>();
    add(graph, uses);
    return uses;
  }

  private static void add(GraphProto graph, Map<String, List<Use>> uses) {
    for (NodeProto node : graph.getNodeList()) {
      for (int i = 0; i < node.getInputCount(); i++) {
        uses.computeIfAbsent(node.getInput(i), name -> new ArrayList<>()).add(new Use(node, i));
      }
      for (GraphProto part : Nodes.graphs(node)) {
        add(part, uses);
      }
    }
  }
}

package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.Set;

/** New names in a model, none of which it has already. */
final class Names {
  private final Set<String> taken = new HashSet<>();

  Names(GraphProto graph) {
    take(graph);
  }

  private void take(GraphProto graph) {
    graph.getInputList().forEach(value -> taken.add(value.getName()));
    graph.getOutputList().forEach(value -> taken.add(value.getName()));
    graph.getInitializerList().forEach(tensor -> taken.add(tensor.getName()));
    for (NodeProto node : graph.getNodeList()) {
      taken.add(node.getName());
      taken.addAll(node.getInputList());
      taken.addAll(node.getOutputList());
      for (AttributeProto attribute : node.getAttributeList()) {
        take(attribute.getG());
        attribute.getGraphsList().forEach(this::take);
      }
    }
  }

  /** Returns a name that begins with another. */
  String like(String name, String ending) {
    String found = name + ending;
    for (int i = 2; !taken.add(found); i++) {
      found = name + ending + i;
    }
    return found;
  }
}

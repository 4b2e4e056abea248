package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the larger float32 weights of a graph, and of the graphs of its nodes, in another form.
 * Each stays in its graph: ONNX Runtime's optimizers do not look for weights outside of it.
 */
final class StorageRewrite {
  /** Weights of fewer elements stay as they are. */
  static final int LEAST_ELEMENTS = 1024;

  private final Storage storage;
  private int stored;

  private StorageRewrite(Storage storage) {
    this.storage = storage;
  }

  /** Rewrites a model's graph and returns how many weights changed their form. */
  static int apply(GraphProto.Builder graph, Storage storage) throws IOException {
    StorageRewrite rewrite = new StorageRewrite(storage);
    rewrite.graph(graph);
    return rewrite.stored;
  }

  private void graph(GraphProto.Builder graph) throws IOException {
    Map<String, List<Use>> uses = Use.in(graph.build());
    List<NodeProto> nodes = new ArrayList<>();
    List<TensorProto> kept = new ArrayList<>();
    List<TensorProto> made = new ArrayList<>();
    Set<String> gone = new HashSet<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      NodeProto node = store(tensor, uses, made);
      if (node == null) {
        kept.add(tensor);
      } else {
        gone.add(tensor.getName());
        nodes.add(node);
      }
    }
    for (NodeProto node : graph.getNodeList()) {
      TensorProto constant = Nodes.constant(node);
      NodeProto other =
          constant == null
              ? null
              : store(constant.toBuilder().setName(node.getOutput(0)).build(), uses, made);
      nodes.add(other == null ? inside(node) : other);
    }
    graph.clearInitializer().addAllInitializer(kept).addAllInitializer(made);
    graph.clearNode().addAllNode(nodes);
    removeInputs(graph, gone);
  }

  /** Removes from a graph's inputs those that had been weights with a value. */
  static void removeInputs(GraphProto.Builder graph, Set<String> names) {
    for (int i = graph.getInputCount() - 1; i >= 0; i--) {
      if (names.contains(graph.getInput(i).getName())) {
        graph.removeInput(i);
      }
    }
  }

  private NodeProto inside(NodeProto node) throws IOException {
    if (Nodes.graphs(node).isEmpty()) {
      return node;
    }
    NodeProto.Builder builder = node.toBuilder();
    for (AttributeProto.Builder attribute : builder.getAttributeBuilderList()) {
      if (attribute.hasG()) {
        graph(attribute.getGBuilder());
      }
      for (GraphProto.Builder part : attribute.getGraphsBuilderList()) {
        graph(part);
      }
    }
    return builder.build();
  }

  private @Nullable NodeProto store(
      TensorProto tensor, Map<String, List<Use>> uses, List<TensorProto> made) throws IOException {
    if (tensor.getDataType() != DataType.FLOAT_VALUE
        || WeightFiles.elements(tensor) < LEAST_ELEMENTS) {
      return null;
    }
    NodeProto node =
        storage.store(tensor, uses.getOrDefault(tensor.getName(), List.of()), made::add);
    if (node != null) {
      stored++;
    }
    return node;
  }
}

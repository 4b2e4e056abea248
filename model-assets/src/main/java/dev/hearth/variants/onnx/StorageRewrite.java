package dev.hearth.variants.onnx;

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
      List<NodeProto> makers = store(tensor, uses, made);
      if (makers.isEmpty()) {
        kept.add(tensor);
      } else {
        gone.add(tensor.getName());
        nodes.addAll(makers);
      }
    }
    for (NodeProto node : graph.getNodeList()) {
      TensorProto constant = Nodes.constant(node);
      List<NodeProto> makers =
          constant == null
              ? List.of()
              : store(constant.toBuilder().setName(node.getOutput(0)).build(), uses, made);
      nodes.addAll(makers.isEmpty() ? List.of(Nodes.withGraphs(node, this::graph)) : makers);
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

  private List<NodeProto> store(
      TensorProto tensor, Map<String, List<Use>> uses, List<TensorProto> made) throws IOException {
    if (tensor.getDataType() != DataType.FLOAT_VALUE
        || WeightFiles.elements(tensor) < LEAST_ELEMENTS) {
      return List.of();
    }
    List<NodeProto> makers =
        storage.store(tensor, uses.getOrDefault(tensor.getName(), List.of()), made::add);
    if (!makers.isEmpty()) {
      stored++;
    }
    return makers;
  }
}

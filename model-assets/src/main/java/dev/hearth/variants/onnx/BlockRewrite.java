package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes MatMulNBits (com.microsoft) of products with a large constant matrix: MatMul, and Gemm that
 * neither scales nor turns its other input.
 */
final class BlockRewrite {
  /** Matrices of fewer elements stay as they are. */
  static final int LEAST_ELEMENTS = 1 << 14;

  static final String DOMAIN = "com.microsoft";

  private final BlockWeights blocks;
  private final Names names;
  private int replaced;

  private BlockRewrite(WeightFiles weights, Names names) {
    this.blocks = new BlockWeights(weights, names);
    this.names = names;
  }

  /** Rewrites a model's graph and returns how many nodes were replaced. */
  static int apply(GraphProto.Builder graph, WeightFiles weights, Names names) throws IOException {
    BlockRewrite rewrite = new BlockRewrite(weights, names);
    rewrite.graph(graph);
    return rewrite.replaced;
  }

  private void graph(GraphProto.Builder graph) throws IOException {
    Map<String, TensorProto> constants = new HashMap<>();
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    for (NodeProto node : graph.getNodeList()) {
      TensorProto constant = Nodes.constant(node);
      if (constant != null) {
        String name = node.getOutput(0);
        constants.put(name, constant.toBuilder().setName(name).build());
      }
    }
    Map<String, List<String>> stored = new HashMap<>();
    List<NodeProto> nodes = new ArrayList<>();
    List<TensorProto> made = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      TensorProto matrix = node.getInputCount() < 2 ? null : constants.get(node.getInput(1));
      if (matrix == null || !isProduct(node, matrix)) {
        nodes.add(Nodes.withGraphs(node, this::graph));
        continue;
      }
      boolean rowsAreOutputs = Nodes.integer(node, "transB", 0) != 0;
      String key = matrix.getName() + "/" + rowsAreOutputs;
      List<String> tensors = stored.get(key);
      if (tensors == null) {
        tensors = blocks.store(matrix, rowsAreOutputs, made::add);
        stored.put(key, tensors);
      }
      nodes.addAll(product(node, matrix, rowsAreOutputs, tensors));
      replaced++;
    }
    graph.clearNode().addAllNode(nodes);
    removeUnused(graph, constants.keySet());
    graph.addAllInitializer(made);
  }

  private static boolean isProduct(NodeProto node, TensorProto matrix) {
    int inputs = Nodes.integer(node, "transB", 0) == 0 ? 0 : 1;
    boolean large =
        matrix.getDataType() == DataType.FLOAT_VALUE
            && matrix.getDimsCount() == 2
            && WeightFiles.elements(matrix) >= LEAST_ELEMENTS
            && matrix.getDims(inputs) >= BlockWeights.BLOCK
            && Math.max(matrix.getDims(0), matrix.getDims(1)) < Integer.MAX_VALUE;
    return large
        && (Nodes.op(node).equals("MatMul")
            || (Nodes.op(node).equals("Gemm")
                && Nodes.integer(node, "transA", 0) == 0
                && Nodes.real(node, "alpha", 1) == 1
                && Nodes.real(node, "beta", 1) == 1));
  }

  private List<NodeProto> product(
      NodeProto node, TensorProto matrix, boolean rowsAreOutputs, List<String> tensors) {
    boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
    String output = node.getOutput(0);
    String product = biased ? names.like(output, "_product") : output;
    List<String> inputs = new ArrayList<>(List.of(node.getInput(0)));
    inputs.addAll(tensors);
    NodeProto.Builder other = Nodes.node("MatMulNBits", inputs, product).setDomain(DOMAIN);
    Nodes.set(other, "K", matrix.getDims(rowsAreOutputs ? 1 : 0));
    Nodes.set(other, "N", matrix.getDims(rowsAreOutputs ? 0 : 1));
    Nodes.set(other, "bits", 4);
    Nodes.set(other, "block_size", BlockWeights.BLOCK);
    return biased
        ? List.of(
            other.build(), Nodes.node("Add", List.of(product, node.getInput(2)), output).build())
        : List.of(other.build());
  }

  private static void removeUnused(GraphProto.Builder graph, Set<String> constants) {
    GraphProto built = graph.build();
    Set<String> used = new HashSet<>(Use.in(built).keySet());
    built.getOutputList().forEach(output -> used.add(output.getName()));
    Set<String> gone = new HashSet<>(constants);
    gone.removeAll(used);
    for (int i = graph.getInitializerCount() - 1; i >= 0; i--) {
      if (gone.contains(graph.getInitializer(i).getName())) {
        graph.removeInitializer(i);
      }
    }
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      if (Nodes.constant(graph.getNode(i)) != null
          && gone.contains(graph.getNode(i).getOutput(0))) {
        graph.removeNode(i);
      }
    }
    StorageRewrite.removeInputs(graph, gone);
  }
}

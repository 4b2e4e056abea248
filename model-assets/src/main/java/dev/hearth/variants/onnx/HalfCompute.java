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
 * Computes a graph in half precision, its inputs and outputs staying float32. Values are cast where
 * nodes that compute in half precision border on others; the graphs inside nodes stay as they are.
 */
final class HalfCompute {
  private static final String ENDING = "_half";
  private final GraphProto graph;
  private final HalfStorage storage;
  private final Names names;
  private final long opset;
  private final Set<String> floats;
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Set<NodeProto> converted = new HashSet<>();

  /** Values that nodes give in half precision. */
  private final Set<String> made = new HashSet<>();

  /** Values that something takes as float32. */
  private final Set<String> whole = new HashSet<>();

  private final Map<String, String> halves = new HashMap<>();
  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<TensorProto> initializers = new ArrayList<>();

  private HalfCompute(GraphProto graph, HalfStorage storage, Names names, long opset) {
    this.graph = graph;
    this.storage = storage;
    this.names = names;
    this.opset = opset;
    this.floats = ValueTypes.floats(graph);
  }

  /** Rewrites a model's graph and returns how many nodes compute in half precision. */
  static int apply(GraphProto.Builder graph, HalfStorage storage, Names names, long opset)
      throws IOException {
    HalfCompute compute = new HalfCompute(graph.build(), storage, names, opset);
    compute.choose();
    compute.rewrite(graph);
    return compute.converted.size();
  }

  private void choose() {
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    for (NodeProto node : graph.getNodeList()) {
      TensorProto constant = Nodes.constant(node);
      if (constant != null) {
        String name = node.getOutput(0);
        constants.put(name, constant.toBuilder().setName(name).build());
      }
    }
    graph.getOutputList().forEach(output -> whole.add(output.getName()));
    for (NodeProto node : graph.getNodeList()) {
      List<Integer> inputs = HalfOps.inputs(node);
      if (isConverted(node, inputs)) {
        converted.add(node);
        made.addAll(node.getOutputList());
      } else {
        inputs = List.of();
      }
      for (int i = 0; i < node.getInputCount(); i++) {
        if (!inputs.contains(i)) {
          whole.add(node.getInput(i));
        }
      }
      for (GraphProto part : Nodes.graphs(node)) {
        whole.addAll(Use.in(part).keySet());
        part.getOutputList().forEach(output -> whole.add(output.getName()));
      }
    }
  }

  private boolean isConverted(NodeProto node, List<Integer> inputs) {
    boolean follows = false;
    for (int input : inputs) {
      if (!floats.contains(node.getInput(input))) {
        return false;
      }
      follows |= made.contains(node.getInput(input));
    }
    return !inputs.isEmpty() && (follows || HalfOps.isHeavy(node));
  }

  private void rewrite(GraphProto.Builder out) throws IOException {
    for (NodeProto node : graph.getNodeList()) {
      if (!converted.contains(node)) {
        nodes.add(node);
        continue;
      }
      NodeProto.Builder half = node.toBuilder();
      for (int input : HalfOps.inputs(node)) {
        half.setInput(input, half(node.getInput(input)));
      }
      List<NodeProto> casts = new ArrayList<>();
      for (int i = 0; i < node.getOutputCount(); i++) {
        String name = node.getOutput(i);
        String other = names.like(name, ENDING);
        halves.put(name, other);
        half.setOutput(i, other);
        if (whole.contains(name)) {
          casts.add(Nodes.cast(other, name, DataType.FLOAT, opset));
        }
      }
      nodes.add(half.build());
      nodes.addAll(casts);
    }
    Set<String> gone = new HashSet<>(halves.keySet());
    gone.retainAll(constants.keySet());
    gone.removeAll(whole);
    nodes.removeIf(node -> Nodes.constant(node) != null && gone.contains(node.getOutput(0)));
    out.clearNode().addAllNode(nodes).clearInitializer();
    for (TensorProto tensor : graph.getInitializerList()) {
      if (!gone.contains(tensor.getName())) {
        out.addInitializer(tensor);
      }
    }
    out.addAllInitializer(initializers);
    StorageRewrite.removeInputs(out, gone);
    out.clearValueInfo();
    for (var value : graph.getValueInfoList()) {
      if (!halves.containsKey(value.getName()) || whole.contains(value.getName())) {
        out.addValueInfo(value);
      }
    }
  }

  /** Returns the name of a value in half precision, which is made where it is not there yet. */
  private String half(String name) throws IOException {
    String found = halves.get(name);
    if (found != null) {
      return found;
    }
    TensorProto constant = constants.get(name);
    if (constant != null) {
      TensorProto half = storage.clamped(constant);
      initializers.add(half);
      halves.put(name, half.getName());
      return half.getName();
    }
    String other = names.like(name, ENDING);
    nodes.add(Nodes.cast(name, other, DataType.FLOAT16, opset));
    halves.put(name, other);
    return other;
  }
}

package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds which values of a graph are certainly float32, by the rules of ONNX's operators. */
final class ValueTypes {
  private static final Set<String> AS_FIRST_INPUT =
      Set.of(
          "Pow",
          "Sqrt",
          "Exp",
          "Log",
          "LogSoftmax",
          "Reciprocal",
          "Floor",
          "Ceil",
          "Round",
          "Sign",
          "Sin",
          "Cos",
          "Selu",
          "Mish",
          "Celu",
          "ThresholdedRelu",
          "LpNormalization",
          "LpPool",
          "LRN",
          "Hardmax",
          "Sum",
          "Mean",
          "MeanVarianceNormalization",
          "ReduceMean",
          "ReduceSum",
          "ReduceMax",
          "ReduceMin",
          "ReduceProd",
          "ReduceL1",
          "ReduceL2",
          "ReduceSumSquare",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "CumSum",
          "Einsum",
          "GatherElements",
          "GatherND",
          "ScatterElements",
          "ScatterND",
          "Trilu",
          "TopK",
          "MaxPool",
          "Dropout",
          "RoiAlign",
          "GridSample",
          "Range",
          "Mod");

  private final Set<String> floats = new HashSet<>();

  private ValueTypes() {}

  /** Returns the names of the float32 values of a graph whose nodes are in order. */
  static Set<String> floats(GraphProto graph) {
    ValueTypes types = new ValueTypes();
    for (List<ValueInfoProto> values :
        List.of(graph.getInputList(), graph.getValueInfoList(), graph.getOutputList())) {
      values.forEach(types::add);
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      types.add(tensor.getName(), tensor.getDataType());
    }
    graph.getNodeList().forEach(types::add);
    return types.floats;
  }

  private void add(ValueInfoProto value) {
    add(value.getName(), value.getType().getTensorType().getElemType());
  }

  private void add(String name, int type) {
    if (type == DataType.FLOAT_VALUE) {
      floats.add(name);
    }
  }

  private void add(NodeProto node) {
    if (node.getOutputCount() == 0) {
      return;
    }
    switch (Nodes.op(node)) {
      case "Constant" -> {
        TensorProto tensor = Nodes.constant(node);
        add(
            node.getOutput(0),
            tensor != null
                ? tensor.getDataType()
                : Nodes.attribute(node, "value_float") == null
                        && Nodes.attribute(node, "value_floats") == null
                    ? 0
                    : DataType.FLOAT_VALUE);
      }
      case "Cast" -> {
        AttributeProto to = Nodes.attribute(node, "to");
        boolean named = to != null && to.getS().toStringUtf8().equals("FLOAT");
        add(node.getOutput(0), named ? DataType.FLOAT_VALUE : (int) Nodes.integer(node, "to", 0));
      }
      case "ConstantOfShape" -> {
        AttributeProto value = Nodes.attribute(node, "value");
        add(node.getOutput(0), value == null ? DataType.FLOAT_VALUE : value.getT().getDataType());
      }
      case "If" -> {
        for (GraphProto branch : Nodes.graphs(node)) {
          for (int i = 0; i < Math.min(branch.getOutputCount(), node.getOutputCount()); i++) {
            add(node.getOutput(i), branch.getOutput(i).getType().getTensorType().getElemType());
          }
        }
      }
      case "DequantizeLinear" -> copy(node, 1);
      case "Where" -> copy(node, 1);
      default -> {
        if (!HalfOps.inputs(node).isEmpty() || AS_FIRST_INPUT.contains(Nodes.op(node))) {
          copy(node, 0);
        }
      }
    }
  }

  // Indices and masks, which some give beside their values, are not float32.
  private void copy(NodeProto node, int input) {
    if (node.getInputCount() > input && floats.contains(node.getInput(input))) {
      floats.add(node.getOutput(0));
      if (Nodes.op(node).equals("Split")) {
        floats.addAll(node.getOutputList());
      }
    }
  }
}

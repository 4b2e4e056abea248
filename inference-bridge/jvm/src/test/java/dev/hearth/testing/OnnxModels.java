package dev.hearth.testing;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/** Tiny ONNX models, built in the test. */
public final class OnnxModels {
  private OnnxModels() {}

  /** Returns a model of that graph, opset 13 and IR version 7. */
  public static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
        .setGraph(graph);
  }

  /** Returns a graph named {@code tiny} with those nodes. */
  public static GraphProto.Builder graph(NodeProto.Builder... nodes) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    for (NodeProto.Builder node : nodes) {
      graph.addNode(node);
    }
    return graph;
  }

  /** Returns a node with one output. */
  public static NodeProto.Builder node(String op, String output, String... inputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(op).addOutput(output);
    for (String input : inputs) {
      node.addInput(input);
    }
    return node;
  }

  /**
   * Returns an input or output.
   *
   * @param dimensions a whole number for a size, a name for a free axis, {@code ?} for one without
   *     a name
   */
  public static ValueInfoProto value(String name, TensorProto.DataType type, String... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (String dimension : dimensions) {
      TensorShapeProto.Dimension.Builder axis = shape.addDimBuilder();
      if (dimension.matches("\\d+")) {
        axis.setDimValue(Long.parseLong(dimension));
      } else if (!dimension.equals("?")) {
        axis.setDimParam(dimension);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  /** Returns float32 weights that count up in steps of 1/8. */
  public static TensorProto weights(String name, int rows, int columns) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(rows)
            .addDims(columns);
    for (int i = 0; i < rows * columns; i++) {
      tensor.addFloatData((i % 16) / 8f);
    }
    return tensor.build();
  }

  /** Returns {@code y = op(x)} for one type and shape. */
  public static byte[] unary(String op, TensorProto.DataType type, String... dimensions) {
    GraphProto.Builder graph =
        graph(node(op, "y", "x"))
            .addInput(value("x", type, dimensions))
            .addOutput(value("y", type, dimensions));
    return model(graph).build().toByteArray();
  }
}

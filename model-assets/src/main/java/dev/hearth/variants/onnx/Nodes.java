package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads nodes and makes some. */
final class Nodes {
  /** The first operator set whose Cast names its type by number. */
  private static final long CAST_BY_NUMBER = 6;

  private Nodes() {}

  /** Returns the version of ONNX's own operators that a model uses. */
  static long opset(ModelProto model) {
    long version = 1;
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      if (opset.getDomain().isEmpty() || opset.getDomain().equals("ai.onnx")) {
        version = opset.getVersion();
      }
    }
    return version;
  }

  /** Returns the operator's name, or an empty text for one that is not ONNX's own. */
  static String op(NodeProto node) {
    boolean own = node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
    return own ? node.getOpType() : "";
  }

  static @Nullable AttributeProto attribute(NodeProto node, String name) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute;
      }
    }
    return null;
  }

  static long integer(NodeProto node, String name, long otherwise) {
    AttributeProto attribute = attribute(node, name);
    return attribute == null ? otherwise : attribute.getI();
  }

  static float real(NodeProto node, String name, float otherwise) {
    AttributeProto attribute = attribute(node, name);
    return attribute == null ? otherwise : attribute.getF();
  }

  /** Returns the tensor of a Constant that holds one, or null. */
  static @Nullable TensorProto constant(NodeProto node) {
    AttributeProto value = op(node).equals("Constant") ? attribute(node, "value") : null;
    return value == null || !value.hasT() ? null : value.getT();
  }

  /** Returns the graphs inside a node. */
  static List<GraphProto> graphs(NodeProto node) {
    List<GraphProto> graphs = new ArrayList<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        graphs.add(attribute.getG());
      }
      graphs.addAll(attribute.getGraphsList());
    }
    return graphs;
  }

  /** What is done to a graph. */
  interface GraphChange {
    void apply(GraphProto.Builder graph) throws IOException;
  }

  /** Returns a node whose graphs are changed. */
  static NodeProto withGraphs(NodeProto node, GraphChange change) throws IOException {
    if (graphs(node).isEmpty()) {
      return node;
    }
    NodeProto.Builder builder = node.toBuilder();
    for (AttributeProto.Builder attribute : builder.getAttributeBuilderList()) {
      if (attribute.hasG()) {
        change.apply(attribute.getGBuilder());
      }
      for (GraphProto.Builder part : attribute.getGraphsBuilderList()) {
        change.apply(part);
      }
    }
    return builder.build();
  }

  /** Returns a node that converts to another element type. */
  static NodeProto cast(String from, String to, DataType type, long opset) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName("to");
    if (opset < CAST_BY_NUMBER) {
      attribute.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(type.name()));
    } else {
      attribute.setType(AttributeType.INT).setI(type.getNumber());
    }
    return node("Cast", List.of(from), to).addAttribute(attribute).build();
  }

  /** Returns a node of one output, which it is named after. */
  static NodeProto.Builder node(String op, List<String> inputs, String output) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .setName(output + "_" + op)
        .addAllInput(inputs)
        .addOutput(output);
  }

  static void set(NodeProto.Builder node, String name, long value) {
    node.addAttribute(
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value));
  }
}

package dev.hearth.jvm;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Reads a model's inputs and outputs; free axes without a name become dim_0, dim_1, ... */
final class OrtSignature {
  private int unnamedAxes;
  private final List<TensorInfo> inputs;
  private final List<TensorInfo> outputs;

  private OrtSignature(Collection<NodeInfo> inputs, Collection<NodeInfo> outputs) {
    this.inputs = tensors("input", inputs);
    this.outputs = tensors("output", outputs);
  }

  static OrtSignature of(OrtSession session) throws OrtException {
    return new OrtSignature(session.getInputInfo().values(), session.getOutputInfo().values());
  }

  List<TensorInfo> inputs() {
    return inputs;
  }

  List<TensorInfo> outputs() {
    return outputs;
  }

  private List<TensorInfo> tensors(String role, Collection<NodeInfo> nodes) {
    List<TensorInfo> out = new ArrayList<>();
    for (NodeInfo node : nodes) {
      if (!(node.getInfo() instanceof ai.onnxruntime.TensorInfo info)) {
        throw unsupported(role, node, "a " + kind(node));
      }
      if (!OrtTensors.holds(info.type)) {
        throw unsupported(role, node, typeName(info));
      }
      out.add(
          new TensorInfo(
              node.getName(), OrtTensors.elementType(info.type), dimensions(node, info)));
    }
    return List.copyOf(out);
  }

  private List<Dimension> dimensions(NodeInfo node, ai.onnxruntime.TensorInfo info) {
    List<Dimension> out = new ArrayList<>();
    for (int axis = 0; axis < info.getShape().length; axis++) {
      long size = info.getShape()[axis];
      String name = info.getDimensionNames()[axis];
      if (size > Integer.MAX_VALUE) {
        throw new InferenceException(
            Code.RUNTIME_FAILED,
            "Expected axes under 2^31 for " + node.getName() + ", found " + size);
      } else if (size >= 0) {
        out.add(Dimension.fixed((int) size));
      } else {
        out.add(Dimension.free(name.isEmpty() ? "dim_" + unnamedAxes++ : name));
      }
    }
    return out;
  }

  private static String kind(NodeInfo node) {
    String simpleName = node.getInfo().getClass().getSimpleName();
    return simpleName.replace("Info", "").toLowerCase(Locale.ROOT);
  }

  private static String typeName(ai.onnxruntime.TensorInfo info) {
    return info.onnxType
        .name()
        .replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "")
        .toLowerCase(Locale.ROOT);
  }

  private static InferenceException unsupported(String role, NodeInfo node, String found) {
    return new InferenceException(
        Code.UNSUPPORTED_OPERATOR,
        "Expected "
            + role
            + " "
            + node.getName()
            + " to be a tensor of a float, int8, int16, int32, int64, uint8, bool or text, found "
            + found
            + ". Export the model with such "
            + role
            + "s; its weights may be of any type");
  }
}

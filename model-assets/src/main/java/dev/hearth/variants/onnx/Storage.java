package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Another form for a weight, and the nodes that make the weight of it. */
interface Storage {
  /**
   * Stores a float32 tensor.
   *
   * @param weight the tensor
   * @param uses what takes it
   * @param initializers takes the tensors of the other form, under new names
   * @return nodes, the last of which has an output of the weight's name; none to leave the weight
   *     as it is
   */
  List<NodeProto> store(TensorProto weight, List<Use> uses, Consumer<TensorProto> initializers)
      throws IOException;

  /** Returns the first that takes a weight. */
  default Storage or(Storage other) {
    return (weight, uses, initializers) -> {
      List<NodeProto> nodes = store(weight, uses, initializers);
      return nodes.isEmpty() ? other.store(weight, uses, initializers) : nodes;
    };
  }
}

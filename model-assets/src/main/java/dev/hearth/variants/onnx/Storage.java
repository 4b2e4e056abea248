package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Another form for a weight, and the node that makes the weight of it. */
interface Storage {
  /**
   * Stores a float32 tensor.
   *
   * @param weight the tensor
   * @param uses what takes it
   * @param initializers takes the tensors of the other form, under new names
   * @return a node whose output has the weight's name, or null to leave the weight as it is
   */
  @Nullable NodeProto store(TensorProto weight, List<Use> uses, Consumer<TensorProto> initializers)
      throws IOException;

  /** Returns the first that takes a weight. */
  default Storage or(Storage other) {
    return (weight, uses, initializers) -> {
      NodeProto node = store(weight, uses, initializers);
      return node == null ? other.store(weight, uses, initializers) : node;
    };
  }
}

package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which operators compute in half precision. The heavy ones always do; those that only pass on or
 * combine what they are given do where it is in half precision already; sums over many values,
 * powers, exponentials and roots stay in float32, where halves would overflow or lose an epsilon.
 */
final class HalfOps {
  private static final Set<String> HEAVY = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

  private static final Set<String> ALL_INPUTS =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Relu",
          "LeakyRelu",
          "PRelu",
          "Sigmoid",
          "Tanh",
          "HardSigmoid",
          "HardSwish",
          "Elu",
          "Softplus",
          "Softsign",
          "Gelu",
          "Erf",
          "Neg",
          "Abs",
          "Clip",
          "Min",
          "Max",
          "AveragePool",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "BatchNormalization",
          "InstanceNormalization",
          "LayerNormalization",
          "GroupNormalization",
          "Softmax",
          "Concat",
          "Flatten",
          "Transpose",
          "Identity",
          "DepthToSpace",
          "SpaceToDepth");

  private static final Map<String, List<Integer>> SOME_INPUTS =
      Map.ofEntries(
          Map.entry("Reshape", List.of(0)),
          Map.entry("Squeeze", List.of(0)),
          Map.entry("Unsqueeze", List.of(0)),
          Map.entry("Slice", List.of(0)),
          Map.entry("Split", List.of(0)),
          Map.entry("Expand", List.of(0)),
          Map.entry("Tile", List.of(0)),
          Map.entry("Gather", List.of(0)),
          Map.entry("MaxPool", List.of(0)),
          Map.entry("Dropout", List.of(0)),
          Map.entry("Resize", List.of(0)),
          Map.entry("Upsample", List.of(0)),
          Map.entry("Pad", List.of(0, 2)),
          Map.entry("Where", List.of(1, 2)));

  private HalfOps() {}

  static boolean isHeavy(NodeProto node) {
    return HEAVY.contains(Nodes.op(node));
  }

  /** Returns the inputs that are of the operator's own type, none for those that stay float32. */
  static List<Integer> inputs(NodeProto node) {
    String op = Nodes.op(node);
    List<Integer> inputs = new ArrayList<>();
    boolean all = HEAVY.contains(op) || ALL_INPUTS.contains(op);
    // In training, normalisations and dropout give more than one output.
    boolean plain = node.getOutputCount() == 1 || op.equals("Split");
    for (int i = 0; i < node.getInputCount() && plain; i++) {
      boolean given = !node.getInput(i).isEmpty();
      if (given && (all || SOME_INPUTS.getOrDefault(op, List.of()).contains(i))) {
        inputs.add(i);
      }
    }
    return inputs;
  }
}

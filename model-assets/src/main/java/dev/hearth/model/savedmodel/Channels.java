package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sizes of pictures' last axes, where constants or the signature tell them. */
final class Channels {
  private static final int UNKNOWN = 0;

  /** What gives pictures of the channels that it takes. */
  private static final Set<String> SAME =
      Set.of(
          "Abs",
          "AvgPool",
          "BatchToSpaceND",
          "Cast",
          "ClipByValue",
          "Elu",
          "Enter",
          "Erf",
          "Exit",
          "Exp",
          "Identity",
          "LeakyRelu",
          "MaxPool",
          "Merge",
          "MirrorPad",
          "Neg",
          "NextIteration",
          "Pad",
          "PadV2",
          "Relu",
          "Relu6",
          "ResizeBilinear",
          "ResizeNearestNeighbor",
          "Rsqrt",
          "Selu",
          "Sigmoid",
          "Softmax",
          "Softplus",
          "SpaceToBatchND",
          "Sqrt",
          "Square",
          "Switch",
          "Tanh");

  /** What gives the larger of two sizes, one of which may be 1. */
  private static final Set<String> BOTH =
      Set.of("Add", "AddV2", "Maximum", "Minimum", "Mul", "Prelu", "RealDiv", "Sub");

  private final Map<Node, Integer> known = new HashMap<>();

  private Channels() {}

  /** Returns what is known of nodes that come after what they take. */
  static Channels of(List<Node> nodes) {
    Channels channels = new Channels();
    for (Node node : nodes) {
      int size = channels.find(node);
      if (size > 0) {
        channels.known.put(node, size);
      }
    }
    return channels;
  }

  /** Returns the size of a tensor's last axis, 0 where nothing tells it. */
  int of(Port port) {
    return known.getOrDefault(port.node(), UNKNOWN);
  }

  private int find(Node node) {
    if (node.weights() != null) {
      return last(node, 0);
    } else if (node.op().equals("Placeholder")) {
      var dims = node.attribute("shape").getShape().getDimList();
      long size = dims.isEmpty() ? UNKNOWN : dims.get(dims.size() - 1).getSize();
      return size > Integer.MAX_VALUE ? UNKNOWN : (int) size;
    } else if (node.inputs().isEmpty()) {
      return UNKNOWN;
    } else if (SAME.contains(node.op())) {
      return of(node.input(0));
    } else if (node.inputs().size() < 2) {
      return UNKNOWN;
    } else if (BOTH.contains(node.op())) {
      return larger(of(node.input(0)), of(node.input(1)));
    } else if (node.op().startsWith("FusedBatchNorm")) {
      return of(node.input(1));
    }
    Node second = node.input(1).node();
    return switch (node.op()) {
      case "BiasAdd" -> larger(of(node.input(0)), last(second, 0));
      case "Conv2D" -> last(second, 0);
      case "Conv2DBackpropInput" -> last(second, 1);
      case "DepthwiseConv2dNative" ->
          (int) Math.min(1 << 20, (long) last(second, 0) * last(second, 1));
      case "ConcatV2" -> sum(node);
      default -> UNKNOWN;
    };
  }

  /** Returns the size of one of a constant's axes, counted from the last, which is 0. */
  private static int last(Node node, int axis) {
    Weights weights = node.weights();
    int[] shape = weights == null ? new int[0] : weights.shape();
    return axis < shape.length ? shape[shape.length - 1 - axis] : UNKNOWN;
  }

  /** Of an unknown size and 1, that is unknown. */
  private static int larger(int left, int right) {
    return Math.min(left, right) == UNKNOWN && Math.max(left, right) == 1
        ? UNKNOWN
        : Math.max(left, right);
  }

  /** Returns the size of tensors side by side along their last axes; unknown along others. */
  private int sum(Node concat) {
    int count = concat.inputs().size() - 1;
    int sum = 0;
    for (Port port : concat.inputs().subList(0, count)) {
      if (of(port) == UNKNOWN) {
        return UNKNOWN;
      }
      sum = (int) Math.min(1 << 20, (long) sum + of(port));
    }
    Weights axis = concat.input(count).node().weights();
    if (axis == null || axis.bytes() != Integer.BYTES) {
      return UNKNOWN;
    }
    try {
      double number = MemoryWeights.numbers(axis)[0];
      return number == 3 || number == -1 ? sum : UNKNOWN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

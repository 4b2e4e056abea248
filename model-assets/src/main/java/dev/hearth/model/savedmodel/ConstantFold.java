package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes what small constants alone give: the arithmetic of batch normalisations that are spelled
 * out, and that of shapes. What it does not know stays in the graph.
 */
final class ConstantFold {
  private static final int MOST_ELEMENTS = 1 << 20;

  /** Of all that is computed together. */
  private static final long MOST_BYTES = 64L << 20;

  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.of(
          "Neg", x -> -x,
          "Rsqrt", x -> 1 / Math.sqrt(x),
          "Sqrt", Math::sqrt,
          "Square", x -> x * x,
          "Reciprocal", x -> 1 / x);
  private static final Map<String, DoubleBinaryOperator> BINARY =
      Map.of(
          "Add", Double::sum,
          "AddV2", Double::sum,
          "Sub", (x, y) -> x - y,
          "Mul", (x, y) -> x * y,
          "Maximum", Math::max,
          "Minimum", Math::min);

  private final Map<Port, Port> replaced = new HashMap<>();
  private long bytes;

  private ConstantFold() {}

  /** Changes the inputs of nodes, which come after what they take. */
  static void apply(List<Node> nodes, NodeNames names) throws IOException {
    ConstantFold fold = new ConstantFold();
    for (Node node : nodes) {
      node.inputs().replaceAll(input -> fold.replaced.getOrDefault(input, input));
      Weights weights = fold.value(node);
      if (weights != null) {
        fold.bytes += weights instanceof ReshapedWeights ? 0 : weights.bytes();
        String name = names.unique(node.name() + "_constant");
        fold.replaced.put(node.out(), Node.constant(name, weights).out());
      }
    }
    for (Node node : nodes) {
      node.inputs().replaceAll(input -> fold.replaced.getOrDefault(input, input));
    }
  }

  private @Nullable Weights value(Node node) throws IOException {
    int count = node.inputs().size();
    if (count == 0 || bytes > MOST_BYTES) {
      return null;
    }
    if (UNARY.containsKey(node.op()) && count == 1) {
      return unary(node, UNARY.getOrDefault(node.op(), x -> x));
    } else if (BINARY.containsKey(node.op()) && count == 2) {
      return binary(node, BINARY.getOrDefault(node.op(), Double::sum));
    }
    return switch (node.op()) {
      case "Shape" -> shape(node);
      case "Pack" -> pack(node);
      case "Reshape", "Squeeze", "ExpandDims" -> reshaped(node);
      default -> null;
    };
  }

  private static @Nullable Weights small(Port port) {
    Weights weights = port.node().weights();
    if (weights == null || weights.bytes() > 4L * MOST_ELEMENTS) {
      return null;
    }
    String dtype = weights.dtype();
    return dtype.equals("float32") || dtype.equals("int32") ? weights : null;
  }

  private static @Nullable Weights unary(Node node, DoubleUnaryOperator operator)
      throws IOException {
    Weights in = small(node.input(0));
    if (in == null || in.dtype().equals("int32")) {
      return null;
    }
    double[] values = MemoryWeights.numbers(in);
    return weights(in, in.shape(), Arrays.stream(values).map(operator).toArray());
  }

  /** Computes where both are of one shape, or one of them a single number. */
  private static @Nullable Weights binary(Node node, DoubleBinaryOperator operator)
      throws IOException {
    Weights left = small(node.input(0));
    Weights right = small(node.input(1));
    if (left == null || right == null || !left.dtype().equals(right.dtype())) {
      return null;
    }
    boolean same = Arrays.equals(left.shape(), right.shape());
    if (!same && left.shape().length > 0 && right.shape().length > 0) {
      return null;
    }
    double[] a = MemoryWeights.numbers(left);
    double[] b = MemoryWeights.numbers(right);
    int[] shape = left.shape().length > 0 ? left.shape() : right.shape();
    int count = left.shape().length > 0 ? a.length : b.length;
    double[] values =
        IntStream.range(0, count)
            .mapToDouble(
                i -> operator.applyAsDouble(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i]))
            .toArray();
    return weights(left, shape, values);
  }

  private static @Nullable Weights shape(Node node) {
    Weights in = node.input(0).node().weights();
    return in == null ? null : MemoryWeights.integers(in.shape());
  }

  /** Returns a constant of another shape. */
  private static @Nullable Weights reshaped(Node node) throws IOException {
    Weights in = node.input(0).node().weights();
    Weights how = node.inputs().size() < 2 ? null : small(node.input(1));
    if (in == null || (how == null && !node.op().equals("Squeeze"))) {
      return null;
    }
    int[] from = in.shape();
    int[] numbers =
        how == null
            ? new int[0]
            : Arrays.stream(MemoryWeights.numbers(how)).mapToInt(x -> (int) x).toArray();
    int[] shape =
        switch (node.op()) {
          case "Reshape" -> numbers;
          case "ExpandDims" -> Shapes.expanded(from, numbers.length == 1 ? numbers[0] : 99);
          default -> Shapes.squeezed(from, node.attribute("squeeze_dims").getList().getIList());
        };
    int[] known = Shapes.completed(shape, Shapes.count(from, node.name()));
    return known == null ? null : ReshapedWeights.of(in, known);
  }

  /** Returns single integers in a row. */
  private static @Nullable Weights pack(Node node) throws IOException {
    int[] values = new int[node.inputs().size()];
    for (int i = 0; i < values.length; i++) {
      Weights in = small(node.input(i));
      if (in == null || in.shape().length > 0 || !in.dtype().equals("int32")) {
        return null;
      }
      values[i] = (int) MemoryWeights.numbers(in)[0];
    }
    return MemoryWeights.integers(values);
  }

  /** Returns the values in the type of another constant; null where that has no such numbers. */
  private static @Nullable Weights weights(Weights like, int[] shape, double[] values) {
    if (like.dtype().equals("int32")) {
      int[] ints = Arrays.stream(values).mapToInt(x -> (int) x).toArray();
      boolean exact = IntStream.range(0, ints.length).allMatch(i -> ints[i] == values[i]);
      return exact ? MemoryWeights.integers(shape, ints) : null;
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return MemoryWeights.floats(shape, floats);
  }
}

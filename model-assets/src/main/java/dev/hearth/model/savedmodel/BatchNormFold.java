package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts batch normalisations with constant statistics, and products with a constant for each
 * channel, into the convolutions and matrix products before them: the kernel is scaled for each
 * channel, and a bias added.
 */
final class BatchNormFold {
  private final NodeNames names;
  private final Map<Port, Integer> uses;

  /** By the port that was, the one that takes its place. */
  private final Map<Port, Port> replaced = new HashMap<>();

  private BatchNormFold(NodeNames names, List<Node> nodes) {
    this.names = names;
    this.uses = ModelGraph.uses(nodes);
  }

  /** Changes the graph's nodes and returns how many are gone. */
  static int apply(List<Node> nodes, NodeNames names) throws IOException {
    BatchNormFold fold = new BatchNormFold(names, nodes);
    for (Node node : nodes) {
      node.inputs().replaceAll(input -> fold.replaced.getOrDefault(input, input));
      if (node.op().startsWith("FusedBatchNorm") && node.inputs().size() == 5) {
        fold.fold(node, node.input(0));
      } else if (node.op().equals("Mul") && node.inputs().size() == 2) {
        fold.fold(node, node.input(node.input(0).node().weights() == null ? 0 : 1));
      }
    }
    for (Node node : nodes) {
      node.inputs().replaceAll(input -> fold.replaced.getOrDefault(input, input));
    }
    return fold.replaced.size();
  }

  private void fold(Node norm, Port in) throws IOException {
    Node before = in.node();
    int constant = constantOf(before);
    Node layer = constant < 0 ? before : before.input(1 - constant).node();
    if (!isAlone(norm, in, layer)) {
      return;
    }
    Weights kernel = layer.input(1).node().weights();
    int channels = kernel == null ? 0 : channels(layer, kernel);
    if (kernel == null || channels == 0) {
      return;
    }
    double[] bias = constant < 0 ? new double[channels] : values(before.input(constant), channels);
    double[][] affine = affine(norm, channels);
    if (bias == null || affine == null) {
      return;
    }
    float[] factors = new float[channels];
    float[] sums = new float[channels];
    for (int i = 0; i < channels; i++) {
      factors[i] = (float) affine[0][i];
      sums[i] = (float) (bias[i] * affine[0][i] + affine[1][i]);
      if (!Float.isFinite(factors[i]) || !Float.isFinite(sums[i])) {
        return;
      }
    }
    Port scaled = scaled(layer, new ScaledWeights(kernel, factors));
    boolean adds = constant >= 0 || !norm.op().equals("Mul");
    replaced.put(norm.out(), adds ? sum(norm, layer, scaled, sums) : scaled);
  }

  /** Returns which input of a sum is its constant, or -1 for other nodes. */
  private static int constantOf(Node sum) {
    boolean adds = sum.op().equals("BiasAdd") || sum.op().startsWith("Add");
    if (!adds || sum.inputs().size() != 2) {
      return -1;
    } else if (sum.input(1).node().weights() != null) {
      return 1;
    }
    return sum.input(0).node().weights() != null ? 0 : -1;
  }

  /** Returns true if the node alone uses what is before it, and nobody its statistics. */
  private boolean isAlone(Node norm, Port in, Node layer) {
    for (int i = 1; i <= 5; i++) {
      if (uses.containsKey(new Port(norm, i))) {
        return false;
      }
    }
    boolean known =
        layer.op().equals("Conv2D")
            || layer.op().equals("DepthwiseConv2dNative")
            || (layer.op().equals("MatMul") && !layer.attribute("transpose_b").getB());
    return known
        && in.index() == 0
        && uses.getOrDefault(in, 0) == 1
        && uses.getOrDefault(layer.out(), 0) == 1
        && layer.inputs().size() == 2;
  }

  /** Returns the size of the kernel's last axes, which are the output's channels; 0 for others. */
  private static int channels(Node layer, Weights kernel) {
    int[] shape = kernel.shape();
    int rank = layer.op().equals("MatMul") ? 2 : 4;
    if (shape.length != rank || !kernel.dtype().equals("float32")) {
      return 0;
    }
    long channels = shape[rank - 1];
    if (layer.op().startsWith("Depthwise")) {
      channels *= shape[rank - 2];
    }
    return channels > 1 << 20 ? 0 : (int) channels;
  }

  /** Returns what each channel is multiplied by, and what is added then. */
  private static double @Nullable [][] affine(Node norm, int channels) throws IOException {
    double[] zeros = new double[channels];
    if (norm.op().equals("Mul")) {
      int constant = norm.input(0).node().weights() == null ? 1 : 0;
      double[] factors = values(norm.input(constant), channels);
      return factors == null ? null : new double[][] {factors, zeros};
    }
    double[] scale = values(norm.input(1), channels);
    double[] offset = values(norm.input(2), channels);
    double[] mean = values(norm.input(3), channels);
    double[] variance = values(norm.input(4), channels);
    if (scale == null || offset == null || mean == null || variance == null) {
      return null;
    }
    double epsilon = norm.attribute("epsilon").getF();
    for (int i = 0; i < channels; i++) {
      scale[i] /= Math.sqrt(variance[i] + epsilon);
      offset[i] -= mean[i] * scale[i];
    }
    return new double[][] {scale, offset};
  }

  /** Returns a constant's values if there is one for each channel, along the last axis. */
  private static double @Nullable [] values(Port port, int channels) throws IOException {
    Weights weights = port.node().weights();
    if (weights == null || !weights.dtype().equals("float32")) {
      return null;
    }
    int[] shape = weights.shape();
    boolean last = shape.length > 0 && shape[shape.length - 1] == channels;
    return last && shape.length <= 4 && weights.bytes() == 4L * channels
        ? MemoryWeights.numbers(weights)
        : null;
  }

  private Port scaled(Node layer, Weights kernel) {
    String kernelName = names.unique(layer.input(1).node().name() + "_folded");
    Node scaled = Node.of(names.unique(layer.name() + "_folded"), layer.op(), layer.input(0));
    scaled.inputs().add(Node.constant(kernelName, kernel).out());
    scaled.attributes().putAll(layer.attributes());
    uses.put(scaled.out(), 1);
    return scaled.out();
  }

  private Port sum(Node norm, Node layer, Port scaled, float[] sums) {
    Weights bias = MemoryWeights.floats(new int[] {sums.length}, sums);
    Node sum = Node.of(names.unique(norm.name() + "_folded"), "BiasAdd", scaled);
    sum.inputs().add(Node.constant(names.unique(norm.name() + "_bias"), bias).out());
    sum.attributes().put("T", layer.attribute("T"));
    Operators.all().complete(sum);
    uses.put(sum.out(), 1);
    return sum.out();
  }
}

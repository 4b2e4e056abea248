package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts batch normalisations with constant statistics into the convolutions before them: the kernel
 * is scaled for each channel, and a bias added.
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

  /** Changes the graph's nodes and returns how many batch normalisations are gone. */
  static int apply(List<Node> nodes, NodeNames names) throws IOException {
    BatchNormFold fold = new BatchNormFold(names, nodes);
    for (Node node : nodes) {
      node.inputs().replaceAll(input -> fold.replaced.getOrDefault(input, input));
      if (node.op().startsWith("FusedBatchNorm")) {
        fold.fold(node);
      }
    }
    for (Node node : nodes) {
      node.inputs().replaceAll(input -> fold.replaced.getOrDefault(input, input));
    }
    return fold.replaced.size();
  }

  private void fold(Node norm) throws IOException {
    Node before = norm.input(0).node();
    Node bias = before.op().equals("BiasAdd") ? before : null;
    Node convolution = bias == null ? before : bias.input(0).node();
    if (!isAlone(norm, bias, convolution)) {
      return;
    }
    Weights kernel = convolution.input(1).node().weights();
    int channels = kernel == null ? 0 : channels(convolution, kernel);
    float[] scale = values(norm, 1, channels);
    float[] offset = values(norm, 2, channels);
    float[] mean = values(norm, 3, channels);
    float[] variance = values(norm, 4, channels);
    float[] added = bias == null ? new float[channels] : values(bias, 1, channels);
    if (kernel == null
        || scale == null
        || offset == null
        || mean == null
        || variance == null
        || added == null) {
      return;
    }
    double epsilon = norm.attribute("epsilon").getF();
    float[] factors = new float[channels];
    float[] sums = new float[channels];
    for (int i = 0; i < channels; i++) {
      double factor = scale[i] / Math.sqrt(variance[i] + epsilon);
      factors[i] = (float) factor;
      sums[i] = (float) (offset[i] + (added[i] - mean[i]) * factor);
      if (!Float.isFinite(factors[i]) || !Float.isFinite(sums[i])) {
        return;
      }
    }
    replaced.put(norm.out(), folded(norm, convolution, new ScaledWeights(kernel, factors), sums));
  }

  /** Returns true if the normalisation alone uses what is before it, and nobody its statistics. */
  private boolean isAlone(Node norm, @Nullable Node bias, Node convolution) {
    for (int i = 1; i <= 5; i++) {
      if (uses.containsKey(new Port(norm, i))) {
        return false;
      }
    }
    boolean known =
        convolution.op().equals("Conv2D") || convolution.op().equals("DepthwiseConv2dNative");
    return known
        && uses.getOrDefault(convolution.out(), 0) == 1
        && (bias == null || uses.getOrDefault(bias.out(), 0) == 1)
        && convolution.inputs().size() == 2;
  }

  /** Returns the size of the kernel's last axes, which are the output's channels. */
  private static int channels(Node convolution, Weights kernel) {
    int[] shape = kernel.shape();
    if (shape.length != 4 || !kernel.dtype().equals("float32")) {
      return 0;
    }
    long channels = convolution.op().equals("Conv2D") ? shape[3] : (long) shape[2] * shape[3];
    return channels > Integer.MAX_VALUE ? 0 : (int) channels;
  }

  private static float @Nullable [] values(Node node, int input, int channels) throws IOException {
    Weights weights = node.input(input).node().weights();
    return channels == 0
            || weights == null
            || !weights.dtype().equals("float32")
            || !Arrays.equals(weights.shape(), new int[] {channels})
        ? null
        : MemoryWeights.read(weights);
  }

  private Port folded(Node norm, Node convolution, Weights kernel, float[] sums) {
    Node scaled =
        Node.constant(names.unique(convolution.input(1).node().name() + "_folded"), kernel);
    Node of =
        Node.of(
            names.unique(convolution.name() + "_folded"), convolution.op(), convolution.input(0));
    of.inputs().add(scaled.out());
    of.attributes().putAll(convolution.attributes());
    Node added =
        Node.constant(
            names.unique(norm.name() + "_bias"),
            MemoryWeights.floats(new int[] {sums.length}, sums));
    Node sum = Node.of(names.unique(norm.name() + "_folded"), "BiasAdd", of.out());
    sum.inputs().add(added.out());
    sum.attributes().put("T", convolution.attribute("T"));
    Operators.all().complete(sum);
    return sum.out();
  }
}

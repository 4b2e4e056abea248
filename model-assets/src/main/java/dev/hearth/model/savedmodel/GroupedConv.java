package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;

/**
 * Convolutions whose kernels take some of the channels only, which TF.js does not have: as
 * depthwise ones where they take one, or as one for each group.
 */
final class GroupedConv {
  private static final int MOST_GROUPS = 512;
  private final FlatGraph graph;
  private final Map<Port, Port> replaced = new HashMap<>();

  private GroupedConv(FlatGraph graph) {
    this.graph = graph;
  }

  /** Changes the inputs of nodes, which come after what they take. */
  static void apply(List<Node> nodes, FlatGraph graph) {
    GroupedConv pass = new GroupedConv(graph);
    Channels channels = Channels.of(nodes);
    for (Node node : nodes) {
      int size = node.inputs().isEmpty() ? 0 : channels.of(node.input(0));
      node.inputs().replaceAll(input -> pass.replaced.getOrDefault(input, input));
      if (node.op().equals("Conv2D") && node.inputs().size() == 2) {
        pass.change(node, size);
      }
    }
    for (Node node : nodes) {
      node.inputs().replaceAll(input -> pass.replaced.getOrDefault(input, input));
    }
  }

  private void change(Node conv, int channels) {
    Weights kernel = conv.input(1).node().weights();
    int[] shape = kernel == null ? new int[0] : kernel.shape();
    if (kernel == null || shape.length != 4 || shape[2] == 0 || channels % shape[2] != 0) {
      return;
    }
    int groups = channels / shape[2];
    if (groups < 2 || shape[3] % groups != 0) {
      return;
    }
    if (shape[2] == 1) {
      Weights each = ReshapedWeights.of(kernel, shape[0], shape[1], groups, shape[3] / groups);
      Port kernels = graph.constant(conv.input(1).node().name() + "_each", each);
      replaced.put(conv.out(), like(conv, "DepthwiseConv2dNative", conv.input(0), kernels));
    } else if (groups <= MOST_GROUPS) {
      replaced.put(conv.out(), together(conv, groups));
    }
  }

  private Port together(Node conv, int groups) {
    Port axis = graph.constant(conv.name() + "/axis", MemoryWeights.integer(3));
    Node inputs = split(conv, axis, conv.input(0), groups);
    Node kernels = split(conv, axis, conv.input(1), groups);
    Port[] all = new Port[groups + 1];
    for (int i = 0; i < groups; i++) {
      all[i] = like(conv, "Conv2D", new Port(inputs, i), new Port(kernels, i));
    }
    all[groups] = axis;
    Node concat = graph.node(conv.name() + "/concat", "ConcatV2", all);
    concat.attributes().put("N", AttrValue.newBuilder().setI(groups).build());
    return concat.out();
  }

  private Node split(Node conv, Port axis, Port of, int groups) {
    Node split = graph.node(conv.name() + "/split", "Split", axis, of);
    split.attributes().put("num_split", AttrValue.newBuilder().setI(groups).build());
    return split;
  }

  private Port like(Node conv, String op, Port in, Port kernel) {
    Node made = graph.node(conv.name() + "_grouped", op, in, kernel);
    made.attributes().putAll(conv.attributes());
    return made.out();
  }
}

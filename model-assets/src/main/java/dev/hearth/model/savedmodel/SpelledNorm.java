package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/**
 * A fused normalisation that TF.js does not have, by plain operators: one by the batch's own
 * statistics, as Keras 2 computes LayerNormalization, or one with the channels not last.
 */
final class SpelledNorm extends Spelling {
  SpelledNorm(FlatGraph graph, NodeDef definition) {
    super(graph, definition);
  }

  /** Returns true for a node that TF.js would not compute as it is. */
  static boolean isNeeded(NodeDef definition) {
    return definition.getOp().startsWith("FusedBatchNorm")
        && (isTraining(definition) || !format(definition).endsWith("C"));
  }

  private static boolean isTraining(NodeDef definition) {
    return !definition.containsAttr("is_training")
        || definition.getAttrOrThrow("is_training").getB();
  }

  private static String format(NodeDef definition) {
    return definition.containsAttr("data_format")
        ? definition.getAttrOrThrow("data_format").getS().toStringUtf8()
        : "NHWC";
  }

  @Override
  Port make(List<Port> inputs) {
    int rank = format(definition).length();
    int channel = format(definition).indexOf('C');
    if (inputs.size() < 5 || rank > 5 || channel < 0) {
      throw damaged();
    }
    int[] axes = new int[rank - 1];
    int[] sizes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = axis == channel ? -1 : 1;
      if (axis != channel) {
        axes[axis < channel ? axis : axis - 1] = axis;
      }
    }
    Port along = constant("axes", MemoryWeights.integers(axes));
    Port shape = constant("shape", MemoryWeights.integers(sizes));
    Port x = inputs.get(0);
    boolean training = isTraining(definition);
    Port mean = training ? mean(x, along) : node("Reshape", inputs.get(3), shape);
    Port difference = node("Sub", x, mean);
    Port variance =
        training ? mean(node("Square", difference), along) : node("Reshape", inputs.get(4), shape);
    float epsilon =
        definition.containsAttr("epsilon") ? definition.getAttrOrThrow("epsilon").getF() : 1e-4f;
    Port safe =
        node("AddV2", variance, constant("epsilon", MemoryWeights.floats(new int[0], epsilon)));
    Port normal = node("Mul", difference, node("Rsqrt", safe));
    Port scaled = node("Mul", normal, node("Reshape", inputs.get(1), shape));
    return node("AddV2", scaled, node("Reshape", inputs.get(2), shape));
  }

  private Port mean(Port of, Port axes) {
    Port mean = node("Mean", of, axes);
    mean.node().attributes().put("keep_dims", AttrValue.newBuilder().setB(true).build());
    return mean;
  }
}

package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Operators on lists of tensors: TF.js's have no elements until these are set, gathers no more of
 * them than there are, and cannot concatenate them.
 */
final class SpelledList extends Spelling {
  private static final Set<String> ALL =
      Set.of("TensorListConcat", "TensorListConcatV2", "TensorListGather", "TensorListReserve");

  SpelledList(FlatGraph graph, NodeDef definition) {
    super(graph, definition);
  }

  /** Returns true for a node that TF.js would not compute as it is. */
  static boolean isNeeded(NodeDef definition) {
    return ALL.contains(definition.getOp());
  }

  @Override
  Port make(List<Port> inputs) {
    return switch (definition.getOp()) {
      case "TensorListReserve" -> {
        require(inputs, 2);
        yield reserve(inputs.get(0), inputs.get(1));
      }
      case "TensorListGather" -> {
        require(inputs, 3);
        yield node("GatherV2", stack(inputs.get(0), inputs.get(2)), inputs.get(1), integer(0));
      }
      case "TensorListConcatV2" -> {
        require(inputs, 2);
        yield concat(stack(inputs.get(0), inputs.get(1)));
      }
      default -> {
        require(inputs, 1);
        yield concat(stack(inputs.get(0), integer(-1)));
      }
    };
  }

  /** Returns a list of zeros; of nothing, but as many, where the shape is not known yet. */
  private Port reserve(Port shape, Port count) {
    if (isKnown(shape)) {
      Port zeros =
          node("Fill", joined(List.of(node("Reshape", count, integers(1)), shape)), zero());
      zeros.node().attributes().put("T", attribute("element_dtype"));
      return list("TensorListFromTensor", graph.here(zeros), shape);
    }
    Port list = list("TensorListReserve", graph.here(shape), count);
    return node("TensorListResize", list, count);
  }

  private boolean isKnown(Port shape) {
    Weights weights = shape.node().weights();
    if (weights == null || weights.shape().length != 1 || weights.bytes() > 4 * Shapes.MOST_AXES) {
      return false;
    }
    try {
      return Arrays.stream(MemoryWeights.numbers(weights)).allMatch(size -> size >= 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Port zero() {
    DataType type = attribute("element_dtype").getType();
    return type == DataType.DT_FLOAT ? number(0) : cast(integer(0), type);
  }

  private Port list(String op, Port... inputs) {
    Port list = node(op, inputs);
    list.node().attributes().put("element_dtype", attribute("element_dtype"));
    return list;
  }

  private Port stack(Port list, Port shape) {
    return list("TensorListStack", list, shape);
  }

  /** Returns the elements, which are of one shape, one after another. */
  private Port concat(Port stack) {
    Port rest = slice(node("Shape", stack), 2, Integer.MAX_VALUE);
    return node("Reshape", stack, joined(List.of(integers(-1), rest)));
  }
}

package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Operators that TF.js does not have, or computes otherwise than TensorFlow.
 *
 * <p>It takes MatrixBandPart's first number for the second too, and cannot count axes from the last
 * in Cumsum. Its WebAssembly gives other numbers for OneHot of float32, for Cast to bool, and where
 * it reverses, slices or selects booleans.
 */
final class SpelledOperator extends Spelling {
  private static final Set<String> ALWAYS =
      Set.of("BitwiseAnd", "Bucketize", "Cumprod", "Cumsum", "Erfc", "MatrixBandPart", "Softsign");
  private static final Set<String> FLAGS =
      Set.of("ReverseV2", "Select", "SelectV2", "StridedSlice");

  SpelledOperator(FlatGraph graph, NodeDef definition) {
    super(graph, definition);
  }

  /** Returns true for a node that TF.js would not compute as it is. */
  static boolean isNeeded(NodeDef definition) {
    String op = definition.getOp();
    return ALWAYS.contains(op)
        || (FLAGS.contains(op) && type(definition, "T") == DataType.DT_BOOL)
        || (op.equals("OneHot") && isLastAxis(definition))
        || (op.equals("Cast")
            && type(definition, "DstT") == DataType.DT_BOOL
            && type(definition, "SrcT") != DataType.DT_BOOL);
  }

  private static boolean isLastAxis(NodeDef definition) {
    return type(definition, "T") == DataType.DT_FLOAT
        && (!definition.containsAttr("axis") || definition.getAttrOrThrow("axis").getI() == -1);
  }

  @Override
  Port make(List<Port> inputs) {
    require(inputs, least());
    Port first = inputs.get(0);
    return switch (definition.getOp()) {
      case "Erfc" -> node("Sub", number(1), node("Erf", first));
      case "Softsign" -> node("RealDiv", first, node("AddV2", node("Abs", first), number(1)));
      case "BitwiseAnd" -> isSign(first, inputs.get(1)) ? sign(first) : copy(first, inputs.get(1));
      case "Bucketize" -> bucket(first);
      case "Cumprod", "Cumsum" -> copy(first, node("FloorMod", inputs.get(1), node("Rank", first)));
      case "MatrixBandPart" -> band(first, inputs.get(1), inputs.get(2));
      case "OneHot" -> {
        Port places = node("Range", integer(0), inputs.get(1), integer(1));
        Port hot = node("Equal", node("ExpandDims", first, integer(-1)), places);
        yield node("SelectV2", hot, inputs.get(2), inputs.get(3));
      }
      case "Cast" -> node("NotEqual", first, node("ZerosLike", first));
      default -> asIntegers(inputs);
    };
  }

  private int least() {
    return switch (definition.getOp()) {
      case "MatrixBandPart", "Select", "SelectV2" -> 3;
      case "OneHot" -> 4;
      case "BitwiseAnd", "Cumprod", "Cumsum" -> 2;
      default -> 1;
    };
  }

  /** Returns what the operator gives of booleans as numbers. */
  private Port asIntegers(List<Port> inputs) {
    Port[] all = inputs.toArray(Port[]::new);
    boolean selects = definition.getOp().startsWith("Select");
    for (int i = selects ? 1 : 0; i < (selects ? 3 : 1); i++) {
      all[i] = cast(all[i], DataType.DT_INT32);
    }
    return cast(copy(all), DataType.DT_BOOL);
  }

  /** Returns the operator of other inputs, with its own attributes but for types. */
  private Port copy(Port... inputs) {
    Port made = node(definition.getOp(), inputs);
    definition
        .getAttrMap()
        .forEach(
            (key, value) -> {
              if (value.getValueCase() != AttrValue.ValueCase.TYPE && !key.startsWith("_")) {
                made.node().attributes().put(key, value);
              }
            });
    return made;
  }

  /** Returns true for the sign's bit of float32, by which Keras 3 tells -0 from 0 in argmax. */
  private static boolean isSign(Port bits, Port mask) {
    Weights weights = mask.node().weights();
    if (!bits.node().op().equals("Bitcast")
        || bits.node().attribute("T").getType() != DataType.DT_FLOAT
        || weights == null
        || weights.bytes() != Integer.BYTES) {
      return false;
    }
    try {
      return MemoryWeights.numbers(weights)[0] == Integer.MIN_VALUE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bit as TF.js can tell it, which takes -0 for 0. */
  private Port sign(Port bits) {
    Port negative = node("Less", bits.node().input(0), number(0));
    return node("SelectV2", negative, integer(Integer.MIN_VALUE), integer(0));
  }

  /** Returns how many of the boundaries each number has reached. */
  private Port bucket(Port x) {
    List<Float> boundaries = attribute("boundaries").getList().getFList();
    float[] values = new float[boundaries.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = boundaries.get(i);
    }
    Port edges = constant("boundaries", MemoryWeights.floats(new int[] {values.length}, values));
    Port each = node("ExpandDims", cast(x, DataType.DT_FLOAT), integer(-1));
    Port reached = cast(node("GreaterEqual", each, edges), DataType.DT_INT32);
    return node("Sum", reached, integer(-1));
  }

  /** Returns the matrices with zeros outside of a band of diagonals; all below or above if < 0. */
  private Port band(Port x, Port lower, Port upper) {
    Port shape = node("Shape", x);
    Port rows = node("ExpandDims", range(size(shape, -2)), integer(1));
    Port below = node("Sub", rows, range(size(shape, -1)));
    Port zero = integer(0);
    Port isLow = node("LogicalOr", node("Less", lower, zero), node("LessEqual", below, lower));
    Port isHigh =
        node(
            "LogicalOr",
            node("Less", upper, zero),
            node("GreaterEqual", below, node("Neg", upper)));
    Port inside = node("LogicalAnd", isLow, isHigh);
    return attribute("T").getType() == DataType.DT_BOOL
        ? node("LogicalAnd", x, inside)
        : node("SelectV2", inside, x, node("ZerosLike", x));
  }

  private Port range(Port end) {
    return node("Range", integer(0), end, integer(1));
  }

  /** Returns the size of an axis, counted from the last, which is -1. */
  private Port size(Port shape, int axis) {
    Port size = slice(shape, axis, axis == -1 ? Integer.MAX_VALUE : axis + 1);
    size.node().attributes().put("shrink_axis_mask", AttrValue.newBuilder().setI(1).build());
    return size;
  }
}

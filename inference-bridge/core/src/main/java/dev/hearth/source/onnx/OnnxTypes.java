package dev.hearth.source.onnx;

import dev.hearth.source.BadInputException;
import dev.hearth.source.FreeAxes;
import dev.hearth.source.onnx.OnnxGraph.Axis;
import dev.hearth.source.onnx.OnnxGraph.Value;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Translates what a graph says of its inputs and outputs. */
final class OnnxTypes {
  private OnnxTypes() {}

  static boolean hasShape(Value value) {
    return value.axes() != null;
  }

  static TensorInfo tensor(String place, String role, Value value, FreeAxes axes) {
    String what = place + ": " + role + " " + value.name();
    if (!value.kind().equals("tensor")) {
      throw new BadInputException(
          what
              + " is a "
              + value.kind()
              + ", and only tensors can be fed and fetched"
              + (value.kind().equals("sequence")
                  ? " (with skl2onnx, export with zipmap=False)"
                  : ""));
    }
    ElementType element = DataTypes.element(value.type());
    if (element == null) {
      throw new BadInputException(
          what
              + " is of "
              + typeName(value.type())
              + ", expected float32, float16, float64, int16, int32, int64, int8, uint8 or bool; export the model with such "
              + role
              + "s, its weights may stay as they are");
    }
    List<Dimension> dimensions = new ArrayList<>();
    List<Axis> told = value.axes();
    for (Axis axis : told == null ? List.<Axis>of() : told) {
      dimensions.add(dimension(what, axis, axes));
    }
    return new TensorInfo(value.name(), element, dimensions);
  }

  private static Dimension dimension(String what, Axis axis, FreeAxes axes) {
    if (!axis.name().isEmpty()) {
      return Dimension.free(axis.name());
    }
    Long size = axis.size();
    if (size == null || size < 0) {
      return axes.next();
    }
    if (size > Integer.MAX_VALUE) {
      throw new BadInputException(what + " has an axis of size " + size + ", expected under 2^31");
    }
    return Dimension.fixed((int) (long) size);
  }

  private static String typeName(int type) {
    String known = DataTypes.name(type);
    return known == null ? "element type " + type : known;
  }
}

package dev.hearth.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.hearth.model.BadInputException;
import dev.hearth.model.FreeAxes;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Translates what a graph says of its inputs and outputs. */
final class OnnxTypes {
  private OnnxTypes() {}

  static boolean hasShape(ValueInfoProto value) {
    return value.getType().getTensorType().hasShape();
  }

  static TensorInfo tensor(Path path, String role, ValueInfoProto value, FreeAxes axes) {
    TypeProto type = value.getType();
    String what = path + ": " + role + " " + value.getName();
    if (type.getValueCase() != TypeProto.ValueCase.TENSOR_TYPE) {
      throw new BadInputException(
          what
              + " is a "
              + type.getValueCase().name().replace("_TYPE", "").toLowerCase(Locale.ROOT)
              + ", and only tensors can be fed and fetched"
              + (type.hasSequenceType() ? " (with skl2onnx, export with zipmap=False)" : ""));
    }
    ElementType element = elementType(type.getTensorType().getElemType());
    if (element == null) {
      throw new BadInputException(
          what
              + " is of "
              + typeName(type.getTensorType().getElemType())
              + ", expected float32, float16, float64, int16, int32, int64, int8, uint8 or bool; export the model with such "
              + role
              + "s, its weights may stay as they are");
    }
    List<Dimension> dimensions = new ArrayList<>();
    for (TensorShapeProto.Dimension axis : type.getTensorType().getShape().getDimList()) {
      dimensions.add(dimension(what, axis, axes));
    }
    return new TensorInfo(value.getName(), element, dimensions);
  }

  private static Dimension dimension(String what, TensorShapeProto.Dimension axis, FreeAxes axes) {
    if (axis.hasDimParam() && !axis.getDimParam().isEmpty()) {
      return Dimension.free(axis.getDimParam());
    }
    if (!axis.hasDimValue() || axis.getDimValue() < 0) {
      return axes.next();
    }
    if (axis.getDimValue() > Integer.MAX_VALUE) {
      throw new BadInputException(
          what + " has an axis of size " + axis.getDimValue() + ", expected under 2^31");
    }
    return Dimension.fixed((int) axis.getDimValue());
  }

  private static @Nullable ElementType elementType(int type) {
    return switch (type) {
      case DataType.FLOAT_VALUE -> ElementType.FLOAT32;
      case DataType.FLOAT16_VALUE -> ElementType.FLOAT16;
      case DataType.DOUBLE_VALUE -> ElementType.FLOAT64;
      case DataType.INT16_VALUE -> ElementType.INT16;
      case DataType.INT32_VALUE -> ElementType.INT32;
      case DataType.INT64_VALUE -> ElementType.INT64;
      case DataType.INT8_VALUE -> ElementType.INT8;
      case DataType.UINT8_VALUE -> ElementType.UINT8;
      case DataType.BOOL_VALUE -> ElementType.BOOL;
      default -> null;
    };
  }

  private static String typeName(int type) {
    DataType known = DataType.forNumber(type);
    if (known == null) {
      return "element type " + type;
    }
    return known.name().toLowerCase(Locale.ROOT);
  }
}

package dev.hearth.source.onnx;

import dev.hearth.tensor.ElementType;
import org.jspecify.annotations.Nullable;

/** ONNX's numbers of element types: TensorProto.DataType. */
final class DataTypes {
  static final int INT64 = 7;
  static final int STRING = 8;
  private static final String[] NAMES = {
    "undefined",
    "float",
    "uint8",
    "int8",
    "uint16",
    "int16",
    "int32",
    "int64",
    "string",
    "bool",
    "float16",
    "double",
    "uint32",
    "uint64",
    "complex64",
    "complex128",
    "bfloat16",
    "float8e4m3fn",
    "float8e4m3fnuz",
    "float8e5m2",
    "float8e5m2fnuz",
    "uint4",
    "int4",
    "float4e2m1"
  };

  private DataTypes() {}

  /** Returns the name that ONNX gives a type, or null for none of ONNX's. */
  static @Nullable String name(int type) {
    return type >= 0 && type < NAMES.length ? NAMES[type] : null;
  }

  /** Returns the type of tensors that can be fed and fetched, or null. */
  static @Nullable ElementType element(int type) {
    return switch (type) {
      case 1 -> ElementType.FLOAT32;
      case 2 -> ElementType.UINT8;
      case 3 -> ElementType.INT8;
      case 5 -> ElementType.INT16;
      case 6 -> ElementType.INT32;
      case INT64 -> ElementType.INT64;
      case 9 -> ElementType.BOOL;
      case 10 -> ElementType.FLOAT16;
      case 11 -> ElementType.FLOAT64;
      default -> null;
    };
  }

  /** Returns 2 for half floats, 1 for bytes, 4 for all others. */
  static int storedBytes(int type) {
    return type == 10 || type == 16 ? 2 : type == 2 || type == 3 ? 1 : 4;
  }
}

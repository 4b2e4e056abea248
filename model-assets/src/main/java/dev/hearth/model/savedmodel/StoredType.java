package dev.hearth.model.savedmodel;

import dev.hearth.source.BadInputException;
import java.nio.ByteBuffer;
import org.tensorflow.proto.DataType;

/**
 * How TensorFlow stores numbers, and as which of its three types TF.js gets them. A number that
 * does not fit is refused.
 */
enum StoredType {
  FLOAT(4, "float32"),
  DOUBLE(8, "float32"),
  HALF(2, "float32"),
  BFLOAT16(2, "float32"),
  INT32(4, "int32"),
  INT64(8, "int32"),
  INT16(2, "int32"),
  INT8(1, "int32"),
  UINT8(1, "int32"),
  UINT16(2, "int32"),
  UINT32(4, "int32"),
  BOOL(1, "bool");

  private final int bytes;
  private final String dtype;

  StoredType(int bytes, String dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  static StoredType of(DataType type, String what) {
    return switch (type) {
      case DT_FLOAT -> FLOAT;
      case DT_DOUBLE -> DOUBLE;
      case DT_HALF -> HALF;
      case DT_BFLOAT16 -> BFLOAT16;
      case DT_INT32 -> INT32;
      case DT_INT64 -> INT64;
      case DT_INT16 -> INT16;
      case DT_INT8 -> INT8;
      case DT_UINT8 -> UINT8;
      case DT_UINT16 -> UINT16;
      case DT_UINT32 -> UINT32;
      case DT_BOOL -> BOOL;
      default ->
          throw new BadInputException(
              "Expected numbers in " + what + ", found " + type + ", which TF.js has not");
    };
  }

  int bytes() {
    return bytes;
  }

  /** Returns TF.js's name of what it becomes. */
  String dtype() {
    return dtype;
  }

  /** Returns the same type as TensorFlow names it. */
  DataType becomes() {
    return switch (dtype) {
      case "float32" -> DataType.DT_FLOAT;
      case "int32" -> DataType.DT_INT32;
      default -> DataType.DT_BOOL;
    };
  }

  /** Moves one number from little-endian bytes to those of TF.js's type. */
  void convert(ByteBuffer from, ByteBuffer to, String what) {
    switch (this) {
      case FLOAT, INT32 -> to.putInt(from.getInt());
      case DOUBLE -> to.putFloat((float) from.getDouble());
      case HALF -> to.putFloat(half(from.getShort()));
      case BFLOAT16 -> to.putInt((from.getShort() & 0xffff) << 16);
      case INT64 -> to.putInt(narrow(from.getLong(), what));
      case INT16 -> to.putInt(from.getShort());
      case INT8 -> to.putInt(from.get());
      case UINT8 -> to.putInt(from.get() & 0xff);
      case UINT16 -> to.putInt(from.getShort() & 0xffff);
      case UINT32 -> to.putInt(narrow(from.getInt() & 0xffffffffL, what));
      case BOOL -> to.put((byte) (from.get() == 0 ? 0 : 1));
    }
  }

  /** Returns the number of 16 bits with 5 of exponent. */
  static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float sign = bits < 0 ? -1 : 1;
    if (exponent == 0) {
      return sign * fraction * 0x1p-24f;
    } else if (exponent == 0x1f) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    return Float.intBitsToFloat((bits & 0x8000) << 16 | (exponent + 112) << 23 | fraction << 13);
  }

  private static int narrow(long value, String what) {
    if (value != (int) value) {
      throw new BadInputException(
          "Expected numbers of 32 bits in " + what + ", found " + value + "; TF.js has no larger");
    }
    return (int) value;
  }
}

package dev.hearth.model.savedmodel;

import com.google.protobuf.ByteString;
import dev.hearth.source.BadInputException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/** The values of constants that lie in the graph itself. */
final class Constants {
  /** A tensor may be told by its last value alone; nobody stores a large one so. */
  private static final long MOST_REPEATED_BYTES = 32L << 20;

  private Constants() {}

  /**
   * Returns a constant's values.
   *
   * @param what for messages, such as {@code the constant dense/bias}
   */
  static Weights of(TensorProto tensor, String what) {
    int[] shape = Shapes.of(tensor.getTensorShape(), what);
    long count = Shapes.count(shape, what);
    if (tensor.getDtype() == DataType.DT_STRING) {
      return new MemoryWeights("string", shape, strings(tensor, count, what));
    }
    StoredType type = StoredType.of(tensor.getDtype(), what);
    ByteString content = tensor.getTensorContent();
    if (content.isEmpty()) {
      content = listed(tensor, type, count, what);
    } else if (content.size() != count * type.bytes()) {
      throw new BadInputException(
          "Expected "
              + count * type.bytes()
              + " bytes in "
              + what
              + " by its shape, found "
              + content.size());
    }
    ByteString values = content;
    return new StoredWeights(type, shape, what, values::newInput);
  }

  /** Returns values that are listed one by one; the last stands for all that follow. */
  private static ByteString listed(TensorProto tensor, StoredType type, long count, String what) {
    int given = size(tensor, type);
    if (given > count || count * type.bytes() > MOST_REPEATED_BYTES + (long) given * 8) {
      throw new BadInputException(
          "Expected " + count + " values in " + what + " by its shape, found " + given);
    }
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(count * type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count && given > 0; i++) {
      put(tensor, type, Math.min(i, given - 1), out);
    }
    return ByteString.copyFrom(out.array());
  }

  private static int size(TensorProto tensor, StoredType type) {
    return switch (type) {
      case FLOAT -> tensor.getFloatValCount();
      case DOUBLE -> tensor.getDoubleValCount();
      case HALF, BFLOAT16 -> tensor.getHalfValCount();
      case INT32, INT16, INT8, UINT8, UINT16 -> tensor.getIntValCount();
      case INT64 -> tensor.getInt64ValCount();
      case UINT32 -> tensor.getUint32ValCount();
      case BOOL -> tensor.getBoolValCount();
    };
  }

  private static void put(TensorProto tensor, StoredType type, int i, ByteBuffer out) {
    switch (type) {
      case FLOAT -> out.putFloat(tensor.getFloatVal(i));
      case DOUBLE -> out.putDouble(tensor.getDoubleVal(i));
      case HALF, BFLOAT16 -> out.putShort((short) tensor.getHalfVal(i));
      case INT32 -> out.putInt(tensor.getIntVal(i));
      case INT16, UINT16 -> out.putShort((short) tensor.getIntVal(i));
      case INT8, UINT8 -> out.put((byte) tensor.getIntVal(i));
      case INT64 -> out.putLong(tensor.getInt64Val(i));
      case UINT32 -> out.putInt(tensor.getUint32Val(i));
      case BOOL -> out.put((byte) (tensor.getBoolVal(i) ? 1 : 0));
    }
  }

  /** Returns texts as TF.js stores them, each after its length. */
  private static byte[] strings(TensorProto tensor, long count, String what) {
    List<ByteString> texts = tensor.getStringValList();
    long bytes = 0;
    for (long i = 0; i < count && bytes <= MOST_REPEATED_BYTES; i++) {
      bytes += Integer.BYTES + text(texts, i).size();
    }
    if (texts.size() > count || bytes > MOST_REPEATED_BYTES) {
      throw new BadInputException(
          "Expected " + count + " texts in " + what + " by its shape, found " + texts.size());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      ByteString text = text(texts, i);
      byte[] length = new byte[Integer.BYTES];
      ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putInt(text.size());
      out.writeBytes(length);
      out.writeBytes(text.toByteArray());
    }
    return out.toByteArray();
  }

  private static ByteString text(List<ByteString> texts, long i) {
    return texts.isEmpty() ? ByteString.EMPTY : texts.get((int) Math.min(i, texts.size() - 1));
  }
}

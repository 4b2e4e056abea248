package dev.hearth.model.savedmodel;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the values of a protobuf message without building it, because a few bytes of a hostile
 * file become hundreds of bytes of objects.
 */
final class ProtoBudget {
  private static final int DEEPEST = 100;
  private long left;

  private ProtoBudget(long most) {
    this.left = most;
  }

  /**
   * Walks over a message.
   *
   * @throws InvalidProtocolBufferException if it has more values than {@code most}, or is cut short
   */
  static void check(InputStream in, Descriptor type, long most) throws IOException {
    CodedInputStream coded = CodedInputStream.newInstance(in);
    coded.setSizeLimit(Integer.MAX_VALUE);
    new ProtoBudget(most).message(coded, type, 0);
  }

  private void message(CodedInputStream in, Descriptor type, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new InvalidProtocolBufferException("its messages nest deeper than " + DEEPEST);
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      spend(1);
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (field == null || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        if (!in.skipField(tag)) {
          throw new InvalidProtocolBufferException("a group ends that never began");
        }
        continue;
      }
      int length = in.readRawVarint32();
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        int outer = in.pushLimit(length);
        message(in, field.getMessageType(), depth + 1);
        in.checkLastTagWas(0);
        in.popLimit(outer);
      } else {
        if (field.isPackable()) {
          spend(isVarint(field) ? length : length / 4);
        }
        in.skipRawBytes(length);
      }
    }
  }

  private static boolean isVarint(FieldDescriptor field) {
    return field.getLiteType().getWireType() == WireFormat.WIRETYPE_VARINT;
  }

  private void spend(long values) throws InvalidProtocolBufferException {
    left -= values;
    if (left < 0) {
      throw new InvalidProtocolBufferException("it has more values than any model needs");
    }
  }
}

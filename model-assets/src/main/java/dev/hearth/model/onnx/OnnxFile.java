package dev.hearth.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/**
 * Reads an ONNX file and leaves its larger tensors' values where they are: such a tensor is given
 * as external data at a place in the model's own file. So the heap holds the graph alone.
 */
public final class OnnxFile {
  private static final int LARGE_BYTES = 1024;
  private static final int MAX_DEPTH = 60;
  private static final int MESSAGE_COST = 256;
  private static final Set<Descriptor> WALKED =
      Set.of(
          GraphProto.getDescriptor(),
          NodeProto.getDescriptor(),
          AttributeProto.getDescriptor(),
          TensorProto.getDescriptor());

  private final SourceFile file;
  private final CodedInputStream in;
  private final long affordable = Runtime.getRuntime().maxMemory() / 4;
  private long kept;

  private OnnxFile(SourceFile file, CodedInputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Returns the model in a file of under 2 GiB.
   *
   * @throws InvalidProtocolBufferException if it is not the whole of an ONNX model
   * @throws BadInputException if the graph without its weights is too much for the heap
   */
  public static ModelProto read(SourceFile file) throws IOException {
    try (InputStream stream = Files.newInputStream(file.file())) {
      CodedInputStream in = CodedInputStream.newInstance(stream);
      in.setSizeLimit(Integer.MAX_VALUE);
      ModelProto.Builder model = ModelProto.newBuilder();
      new OnnxFile(file, in).message(model, 0);
      return model.build();
    }
  }

  private void message(Message.Builder into, int depth) throws IOException {
    keep(MESSAGE_COST);
    if (depth > MAX_DEPTH) {
      throw new InvalidProtocolBufferException("Graphs nest more than " + MAX_DEPTH + " deep");
    }
    ByteString.Output rest = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(rest);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        number(tag, out);
        continue;
      }
      int length = in.readRawVarint32();
      FieldDescriptor field =
          into.getDescriptorForType().findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (field != null && isWalked(field)) {
        int outer = in.pushLimit(length);
        part(into, field, depth);
        in.popLimit(outer);
      } else if (field != null && length > LARGE_BYTES && into instanceof TensorProto.Builder t) {
        values(t, field, tag, length, out);
      } else {
        copy(tag, length, out);
      }
    }
    out.flush();
    into.mergeFrom(rest.toByteString());
  }

  private void number(int tag, CodedOutputStream out) throws IOException {
    keep(MESSAGE_COST / 16);
    out.writeUInt32NoTag(tag);
    switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> out.writeUInt64NoTag(in.readRawVarint64());
      case WireFormat.WIRETYPE_FIXED32 -> out.writeFixed32NoTag(in.readRawLittleEndian32());
      case WireFormat.WIRETYPE_FIXED64 -> out.writeFixed64NoTag(in.readRawLittleEndian64());
      default -> throw new InvalidProtocolBufferException("ONNX has no groups");
    }
  }

  private static boolean isWalked(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && WALKED.contains(field.getMessageType());
  }

  private void part(Message.Builder into, FieldDescriptor field, int depth) throws IOException {
    Message.Builder part = into.newBuilderForField(field);
    if (!field.isRepeated() && into.hasField(field)) {
      part.mergeFrom((Message) into.getField(field));
    }
    message(part, depth + 1);
    if (in.getBytesUntilLimit() != 0) {
      throw new InvalidProtocolBufferException("The file ends inside a message");
    }
    if (field.isRepeated()) {
      into.addRepeatedField(field, part.build());
    } else {
      into.setField(field, part.build());
    }
  }

  /** Skips values that lie in the file as they would in external data. */
  private void values(
      TensorProto.Builder tensor, FieldDescriptor field, int tag, int length, CodedOutputStream out)
      throws IOException {
    boolean plain =
        switch (field.getNumber()) {
          case TensorProto.RAW_DATA_FIELD_NUMBER,
              TensorProto.FLOAT_DATA_FIELD_NUMBER,
              TensorProto.DOUBLE_DATA_FIELD_NUMBER ->
              true;
          default -> false;
        };
    if (!plain) {
      copy(tag, length, out);
      return;
    }
    long offset = in.getTotalBytesRead();
    if (tensor.getExternalDataCount() != 0 || length > file.bytes() - offset) {
      throw new InvalidProtocolBufferException("A tensor's values end too early or come twice");
    }
    in.skipRawBytes(length);
    tensor.addAllExternalData(
        List.of(
            entry("location", file.path()),
            entry("offset", "" + offset),
            entry("length", "" + length)));
    tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private void copy(int tag, int length, CodedOutputStream out) throws IOException {
    keep(length);
    out.writeUInt32NoTag(tag);
    out.writeUInt32NoTag(length);
    out.writeRawBytes(in.readRawBytes(length));
  }

  private void keep(int bytes) {
    kept += Math.max(bytes, 0);
    if (kept > affordable) {
      throw new BadInputException(
          file.file()
              + " has a graph, without its weights, of more than the "
              + affordable
              + " bytes that Java's heap leaves for it; is it an ONNX model? If so, start Java"
              + " with a larger -Xmx");
    }
  }
}

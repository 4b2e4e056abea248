package dev.hearth.model.savedmodel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/** Writes attributes as TF.js reads them: the JSON form of TensorFlow's protobuf. */
final class AttributeJson {
  private final JsonGenerator out;

  AttributeJson(JsonGenerator out) {
    this.out = out;
  }

  /** Writes a node's attributes, the values of constants left out. */
  void write(Node node) throws IOException {
    out.writeObjectFieldStart("attr");
    Weights weights = node.weights();
    if (weights != null) {
      constant(weights);
    } else {
      for (Map.Entry<String, AttrValue> attribute : node.attributes().entrySet()) {
        out.writeFieldName(attribute.getKey());
        out.writeStartObject();
        value(node, attribute.getKey(), attribute.getValue());
        out.writeEndObject();
      }
    }
    out.writeEndObject();
  }

  private void constant(Weights weights) throws IOException {
    String type = typeOf(weights.dtype());
    out.writeObjectFieldStart("value");
    out.writeObjectFieldStart("tensor");
    out.writeStringField("dtype", type);
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int size : weights.shape()) {
      shape.addDimBuilder().setSize(size);
    }
    out.writeFieldName("tensorShape");
    shape(shape.build());
    out.writeEndObject();
    out.writeEndObject();
    out.writeObjectFieldStart("dtype");
    out.writeStringField("type", type);
    out.writeEndObject();
  }

  private static String typeOf(String dtype) {
    return switch (dtype) {
      case "float32" -> "DT_FLOAT";
      case "int32" -> "DT_INT32";
      case "bool" -> "DT_BOOL";
      default -> "DT_STRING";
    };
  }

  private void value(Node node, String key, AttrValue value) throws IOException {
    switch (value.getValueCase()) {
      case S -> out.writeStringField("s", base64(value.getS()));
      case I -> out.writeStringField("i", Long.toString(value.getI()));
      case F -> out.writeNumberField("f", value.getF());
      case B -> out.writeBooleanField("b", value.getB());
      case TYPE -> out.writeStringField("type", type(node, value.getType()));
      case SHAPE -> {
        out.writeFieldName("shape");
        shape(value.getShape());
      }
      case LIST -> {
        out.writeObjectFieldStart("list");
        list(node, value.getList());
        out.writeEndObject();
      }
      default ->
          throw new BadInputException(
              "The attribute "
                  + key
                  + " of "
                  + node.name()
                  + " ("
                  + node.op()
                  + ") is of a kind that TF.js has not: "
                  + value.getValueCase());
    }
  }

  private void list(Node node, AttrValue.ListValue list) throws IOException {
    if (list.getSCount() > 0) {
      out.writeArrayFieldStart("s");
      for (ByteString text : list.getSList()) {
        out.writeString(base64(text));
      }
      out.writeEndArray();
    } else if (list.getICount() > 0) {
      out.writeArrayFieldStart("i");
      for (long number : list.getIList()) {
        out.writeString(Long.toString(number));
      }
      out.writeEndArray();
    } else if (list.getFCount() > 0) {
      out.writeArrayFieldStart("f");
      for (float number : list.getFList()) {
        out.writeNumber(number);
      }
      out.writeEndArray();
    } else if (list.getBCount() > 0) {
      out.writeArrayFieldStart("b");
      for (boolean flag : list.getBList()) {
        out.writeBoolean(flag);
      }
      out.writeEndArray();
    } else if (list.getTypeCount() > 0) {
      out.writeArrayFieldStart("type");
      for (DataType type : list.getTypeList()) {
        out.writeString(type(node, type));
      }
      out.writeEndArray();
    } else if (list.getShapeCount() > 0) {
      out.writeArrayFieldStart("shape");
      for (TensorShapeProto shape : list.getShapeList()) {
        shape(shape);
      }
      out.writeEndArray();
    }
  }

  void shape(TensorShapeProto shape) throws IOException {
    out.writeStartObject();
    if (shape.getUnknownRank()) {
      out.writeBooleanField("unknownRank", true);
    } else if (shape.getDimCount() > 0) {
      out.writeArrayFieldStart("dim");
      for (TensorShapeProto.Dim dim : shape.getDimList()) {
        out.writeStartObject();
        out.writeStringField("size", Long.toString(dim.getSize()));
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  /** Returns the type's name, of those that TF.js stores in another the name of that. */
  static String type(Node node, DataType type) {
    return switch (type) {
      case DT_HALF, DT_BFLOAT16, DT_DOUBLE -> "DT_FLOAT";
      case DT_INT64, DT_INT16, DT_INT8, DT_UINT8, DT_UINT16, DT_UINT32, DT_UINT64 -> "DT_INT32";
      case UNRECOGNIZED ->
          throw new BadInputException(
              "The node " + node.name() + " is of a type that TensorFlow had not yet");
      default -> type.name();
    };
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}

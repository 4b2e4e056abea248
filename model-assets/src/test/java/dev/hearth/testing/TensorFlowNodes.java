package dev.hearth.testing;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef.ArgDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Parts of TensorFlow graphs. */
public final class TensorFlowNodes {
  private TensorFlowNodes() {}

  /**
   * Returns a node.
   *
   * @param inputs separated by spaces
   * @param attributes names and values: text, int, boolean, float, a list of int, a type, a shape,
   *     a tensor, or a finished one
   */
  public static NodeDef node(String name, String op, String inputs, Object... attributes) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(op);
    for (String input : inputs.split(" ", -1)) {
      if (!input.isEmpty()) {
        node.addInput(input);
      }
    }
    for (int i = 0; i < attributes.length; i += 2) {
      node.putAttr((String) attributes[i], attribute(attributes[i + 1]));
    }
    return node.build();
  }

  private static AttrValue attribute(Object value) {
    AttrValue.Builder out = AttrValue.newBuilder();
    if (value instanceof AttrValue finished) {
      return finished;
    } else if (value instanceof String text) {
      out.setS(ByteString.copyFromUtf8(text));
    } else if (value instanceof Integer number) {
      out.setI(number);
    } else if (value instanceof Boolean flag) {
      out.setB(flag);
    } else if (value instanceof Float number) {
      out.setF(number);
    } else if (value instanceof DataType type) {
      out.setType(type);
    } else if (value instanceof TensorShapeProto shape) {
      out.setShape(shape);
    } else if (value instanceof TensorProto tensor) {
      out.setTensor(tensor);
    } else if (value instanceof List<?> list) {
      AttrValue.ListValue.Builder values = AttrValue.ListValue.newBuilder();
      list.forEach(one -> values.addI((Integer) one));
      out.setList(values);
    } else {
      throw new IllegalArgumentException("Expected an attribute, found " + value);
    }
    return out.build();
  }

  public static AttrValue function(String name) {
    return AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName(name)).build();
  }

  public static TensorShapeProto shape(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDimBuilder().setSize(size);
    }
    return shape.build();
  }

  public static TensorProto floats(TensorShapeProto shape, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape)
        .setTensorContent(ByteString.copyFrom(bytes.array()))
        .build();
  }

  public static TensorProto ints(TensorShapeProto shape, int... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDtype(DataType.DT_INT32).setTensorShape(shape);
    for (int value : values) {
      tensor.addIntVal(value);
    }
    return tensor.build();
  }

  public static TensorProto texts(List<String> values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDtype(DataType.DT_STRING).setTensorShape(shape(values.size()));
    values.forEach(value -> tensor.addStringVal(ByteString.copyFromUtf8(value)));
    return tensor.build();
  }

  public static NodeDef constant(String name, TensorProto value) {
    return node(name, "Const", "", "value", value, "dtype", value.getDtype());
  }

  public static ArgDef argument(String name, DataType type) {
    return ArgDef.newBuilder().setName(name).setType(type).build();
  }
}

package dev.hearth.onnx;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of an ONNX graph, read from the model's bytes: the webgl build tells
 * nothing of them, the others nothing of those that are not tensors.
 *
 * <p>Numbers of fields are those of onnx.proto. Inputs that have an initializer are left out, as
 * the runtime leaves them out: their values are in the model.
 */
final class GraphSignature {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int INITIALIZER_NAME = 8;
  private static final int TYPE_TENSOR = 1;
  private static final int TYPE_SEQUENCE = 4;
  private static final int TYPE_MAP = 5;
  private static final int TYPE_OPTIONAL = 9;

  /** By the numbers of TensorProto.DataType; null where Hearth has no tensor of the type. */
  private static final @Nullable ElementType[] TYPES = {
    null,
    ElementType.FLOAT32,
    ElementType.UINT8,
    ElementType.INT8,
    ElementType.UINT16,
    ElementType.INT16,
    ElementType.INT32,
    ElementType.INT64,
    ElementType.STRING,
    ElementType.BOOL,
    ElementType.FLOAT16,
    ElementType.FLOAT64,
    ElementType.UINT32,
    ElementType.UINT64,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    ElementType.UINT4,
    ElementType.INT4
  };

  private final List<Value> inputs = new ArrayList<>();
  private final List<Value> outputs = new ArrayList<>();

  /** An input or output: a tensor's info, or in words what else it is. */
  private record Value(String name, @Nullable TensorInfo info, String kind) {}

  /**
   * Reads a model.
   *
   * @throws InferenceException RUNTIME_FAILED if the bytes are not an ONNX model
   */
  static GraphSignature of(byte[] model) {
    GraphSignature signature = new GraphSignature();
    Set<String> initializers = new LinkedHashSet<>();
    for (ProtoReader fields = ProtoReader.over(model); fields.next(); ) {
      if (fields.isMessage(MODEL_GRAPH)) {
        signature.readGraph(fields.message(), initializers);
      }
    }
    signature.inputs.removeIf(value -> initializers.contains(value.name()));
    return signature;
  }

  private void readGraph(ProtoReader fields, Set<String> initializers) {
    while (fields.next()) {
      if (fields.isMessage(GRAPH_INPUT)) {
        inputs.add(value(fields.message()));
      } else if (fields.isMessage(GRAPH_OUTPUT)) {
        outputs.add(value(fields.message()));
      } else if (fields.isMessage(GRAPH_INITIALIZER)) {
        initializers.add(text(fields.message(), INITIALIZER_NAME));
      }
    }
  }

  /**
   * Returns the inputs.
   *
   * @throws InferenceException UNSUPPORTED_OPERATOR if one is not a tensor Hearth has
   */
  List<TensorInfo> inputs() {
    return tensors("Input", inputs);
  }

  /** Returns the outputs, as {@link #inputs()}. */
  List<TensorInfo> outputs() {
    return tensors("Output", outputs);
  }

  private static List<TensorInfo> tensors(String role, List<Value> values) {
    List<TensorInfo> out = new ArrayList<>();
    for (Value value : values) {
      TensorInfo info = value.info();
      if (info == null) {
        throw new InferenceException(
            Code.UNSUPPORTED_OPERATOR,
            role
                + " "
                + value.name()
                + " is "
                + value.kind()
                + ", which onnxruntime-web does not pass between the model and the page. "
                + advice(value.kind()));
      }
      out.add(info);
    }
    return out;
  }

  private static String advice(String kind) {
    if (kind.contains("map")) {
      return "Export the model with tensors instead: scikit-learn's and LightGBM's converters take"
          + " the option zipmap=False (options={'zipmap': False} for skl2onnx)";
    } else if (kind.contains("optional")) {
      return "Export the model with this input required, or without it";
    } else if (kind.contains("sequence")) {
      return "Export the model with a tensor instead: ConcatFromSequence joins a sequence,"
          + " SequenceAt takes one of it";
    }
    return "Export the model with float32 or another common type here; its weights may be of any";
  }

  private static Value value(ProtoReader fields) {
    String name = "";
    Value typed = new Value(name, null, "of no type");
    while (fields.next()) {
      if (fields.isMessage(1)) {
        name = fields.text();
      } else if (fields.isMessage(2)) {
        typed = type(fields.message());
      }
    }
    TensorInfo info = typed.info();
    return new Value(
        name,
        info == null ? null : new TensorInfo(name, info.type(), info.dimensions()),
        typed.kind());
  }

  private static Value type(ProtoReader fields) {
    Value found = new Value("", null, "of a type unknown to Hearth");
    while (fields.next()) {
      if (fields.isMessage(TYPE_TENSOR)) {
        found = tensorType(fields.message());
      } else if (fields.isMessage(TYPE_SEQUENCE)) {
        found = new Value("", null, "a sequence, each " + element(fields.message(), 1));
      } else if (fields.isMessage(TYPE_MAP)) {
        found = new Value("", null, "a map, each value " + element(fields.message(), 2));
      } else if (fields.isMessage(TYPE_OPTIONAL)) {
        found = new Value("", null, "optional, else " + element(fields.message(), 1));
      }
    }
    return found;
  }

  private static String element(ProtoReader fields, int field) {
    String kind = "of no type";
    while (fields.next()) {
      if (fields.isMessage(field)) {
        kind = type(fields.message()).kind();
      }
    }
    return kind;
  }

  private static Value tensorType(ProtoReader fields) {
    int number = 0;
    TensorInfo info = TensorInfo.ofAnyRank("", ElementType.FLOAT32);
    while (fields.next()) {
      if (fields.isNumber(1)) {
        number = (int) fields.number();
      } else if (fields.isMessage(2)) {
        info = new TensorInfo("", info.type(), dimensions(fields.message()));
      }
    }
    ElementType type = number < TYPES.length ? TYPES[number] : null;
    return type == null
        ? new Value("", null, "a tensor of ONNX's element type " + number)
        : new Value("", new TensorInfo("", type, info.dimensions()), "a tensor of " + type.id());
  }

  private static List<Dimension> dimensions(ProtoReader fields) {
    List<Dimension> out = new ArrayList<>();
    while (fields.next()) {
      if (fields.isMessage(1)) {
        Dimension dimension = Dimension.free("dim_" + out.size());
        for (ProtoReader dim = fields.message(); dim.next(); ) {
          if (dim.isNumber(1)) {
            dimension = Dimension.fixed((int) dim.number());
          } else if (dim.isMessage(2) && !dim.text().isEmpty()) {
            dimension = Dimension.free(dim.text());
          }
        }
        out.add(dimension);
      }
    }
    return out;
  }

  private static String text(ProtoReader fields, int field) {
    String text = "";
    while (fields.next()) {
      if (fields.isMessage(field)) {
        text = fields.text();
      }
    }
    return text;
  }

  /** The fields of a message in Protocol Buffers' encoding; what is not asked for is skipped. */
  private static final class ProtoReader {
    private final byte[] data;
    private final int end;
    private int position;
    private int field;
    private int wireType;
    private int start;
    private long number;

    private ProtoReader(byte[] data, int position, int end) {
      this.data = data;
      this.position = position;
      this.end = end;
    }

    static ProtoReader over(byte[] data) {
      return new ProtoReader(data, 0, data.length);
    }

    /** Moves to the next field; false at the end. */
    boolean next() {
      if (position >= end) {
        return false;
      }
      int tag = (int) varint();
      field = tag >>> 3;
      wireType = tag & 7;
      start = position;
      switch (wireType) {
        case 0 -> number = varint();
        case 1 -> skip(8);
        case 2 -> {
          long length = varint();
          start = position;
          skip(length);
        }
        case 5 -> skip(4);
        default -> throw broken();
      }
      return true;
    }

    boolean isMessage(int wanted) {
      return field == wanted && wireType == 2;
    }

    boolean isNumber(int wanted) {
      return field == wanted && wireType == 0;
    }

    ProtoReader message() {
      return new ProtoReader(data, start, position);
    }

    String text() {
      return new String(data, start, position - start, StandardCharsets.UTF_8);
    }

    long number() {
      return number;
    }

    private void skip(long length) {
      if (length < 0 || length > end - position) {
        throw broken();
      }
      position += (int) length;
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (position >= end) {
          throw broken();
        }
        byte next = data[position++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw broken();
    }

    private InferenceException broken() {
      return new InferenceException(
          Code.RUNTIME_FAILED,
          "Expected an ONNX model, found bytes that are none at " + position + " of " + end);
    }
  }
}

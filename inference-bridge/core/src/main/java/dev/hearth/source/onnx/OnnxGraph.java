package dev.hearth.source.onnx;

import dev.hearth.source.BadInputException;
import dev.hearth.source.MalformedException;
import dev.hearth.source.ModelFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX model's graph without the values of its weights, with the field numbers of onnx-ml.proto:
 * what its inputs and outputs are, and which files its weights lie in.
 */
final class OnnxGraph {
  private static final int MAX_DEPTH = 60;
  private static final long MAX_NAMES = 4_000_000;

  /** A node of the outermost graph. */
  record Node(String type, String domain, List<String> inputs, List<String> outputs) {}

  /** A tensor whose values lie in the file, or in another. */
  record Weight(String name, int type, long elements, @Nullable External external) {}

  /** Where a tensor's values lie outside the model's own file, as the file says it. */
  record External(String location, String offset, String length) {}

  /** One of a value's axes: of a size, of a name, or neither. */
  record Axis(@Nullable Long size, String name) {}

  /**
   * An input or output.
   *
   * @param kind {@code tensor}, {@code sequence}, {@code map}, ...
   * @param axes null where the file does not tell
   */
  record Value(String name, String kind, int type, @Nullable List<Axis> axes) {}

  final List<Node> nodes = new ArrayList<>();
  final List<Value> inputs = new ArrayList<>();
  final List<Value> outputs = new ArrayList<>();
  final List<String> opsetDomains = new ArrayList<>();
  final List<Long> opsetVersions = new ArrayList<>();

  /** The outermost graph's weights first. */
  final List<Weight> weights = new ArrayList<>();

  final List<Weight> innerWeights = new ArrayList<>();
  final List<String> sparseWeights = new ArrayList<>();
  long irVersion;
  boolean found;
  private final Wire in;
  private long names;

  private OnnxGraph(Wire in) {
    this.in = in;
  }

  /**
   * Returns the graph in a file.
   *
   * @throws MalformedException if it is not the whole of an ONNX model
   */
  static OnnxGraph read(ModelFile file) throws IOException {
    OnnxGraph graph = new OnnxGraph(new Wire(file));
    graph.model();
    return graph;
  }

  private void model() throws IOException {
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 -> irVersion = in.varint();
        case 7 << 3 | Wire.BYTES -> {
          found = true;
          graph(0);
        }
        case 8 << 3 | Wire.BYTES -> opset();
        default -> in.skip(tag);
      }
    }
  }

  private void opset() throws IOException {
    long outer = in.enter();
    String domain = "";
    long version = 0;
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | Wire.BYTES -> domain = name();
        case 2 << 3 -> version = in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    opsetDomains.add(domain);
    opsetVersions.add(version);
  }

  private void graph(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("Graphs nest more than " + MAX_DEPTH + " deep");
    }
    long outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | Wire.BYTES -> node(depth);
        case 5 << 3 | Wire.BYTES -> weight(depth == 0 ? weights : innerWeights);
        case 11 << 3 | Wire.BYTES -> value(depth, inputs);
        case 12 << 3 | Wire.BYTES -> value(depth, outputs);
        case 15 << 3 | Wire.BYTES -> sparse();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void node(int depth) throws IOException {
    long outer = in.enter();
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    String type = "";
    String domain = "";
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | Wire.BYTES -> from.add(name());
        case 2 << 3 | Wire.BYTES -> to.add(name());
        case 4 << 3 | Wire.BYTES -> type = name();
        case 5 << 3 | Wire.BYTES -> attribute(depth);
        case 7 << 3 | Wire.BYTES -> domain = name();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    if (depth == 0) {
      nodes.add(new Node(type, domain, from, to));
    }
  }

  private void attribute(int depth) throws IOException {
    long outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 5 << 3 | Wire.BYTES, 10 << 3 | Wire.BYTES -> weight(innerWeights);
        case 6 << 3 | Wire.BYTES, 11 << 3 | Wire.BYTES -> graph(depth + 1);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void sparse() throws IOException {
    long outer = in.enter();
    List<Weight> values = new ArrayList<>();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == (1 << 3 | Wire.BYTES)) {
        weight(values);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    values.forEach(one -> sparseWeights.add(one.name()));
  }

  private void weight(List<Weight> into) throws IOException {
    long outer = in.enter();
    String name = "";
    int type = 0;
    long elements = 1;
    boolean isExternal = false;
    List<String> entries = new ArrayList<>();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 -> elements *= in.varint();
        case 1 << 3 | Wire.BYTES -> {
          long dims = in.enter();
          while (!in.isAtEnd()) {
            elements *= in.varint();
          }
          in.leave(dims);
        }
        case 2 << 3 -> type = (int) in.varint();
        case 8 << 3 | Wire.BYTES -> name = name();
        case 13 << 3 | Wire.BYTES -> entry(entries);
        case 14 << 3 -> isExternal = in.varint() == 1;
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    into.add(new Weight(name, type, elements, isExternal ? external(entries) : null));
  }

  private void entry(List<String> into) throws IOException {
    long outer = in.enter();
    String key = "";
    String value = "";
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | Wire.BYTES -> key = name();
        case 2 << 3 | Wire.BYTES -> value = name();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    into.add(key);
    into.add(value);
  }

  private static External external(List<String> entries) {
    String location = "";
    String offset = "0";
    String length = "0";
    for (int i = 0; i < entries.size(); i += 2) {
      String value = entries.get(i + 1);
      switch (entries.get(i)) {
        case "location" -> location = value;
        case "offset" -> offset = value;
        case "length" -> length = value;
        default -> {} // checksum: SHA-1 of the file, superseded by the package's own hashes
      }
    }
    return new External(location, offset, length);
  }

  private void value(int depth, List<Value> into) throws IOException {
    long outer = in.enter();
    String name = "";
    Value type = new Value("", "type that is not told", 0, null);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | Wire.BYTES -> name = name();
        case 2 << 3 | Wire.BYTES -> type = type();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    if (depth == 0) {
      into.add(new Value(name, type.kind(), type.type(), type.axes()));
    }
  }

  private Value type() throws IOException {
    long outer = in.enter();
    Value type = new Value("", "type that is not told", 0, null);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      String kind =
          switch (tag >>> 3) {
            case 4 -> "sequence";
            case 5 -> "map";
            case 7 -> "opaque";
            case 8 -> "sparse_tensor";
            case 9 -> "optional";
            default -> "";
          };
      if (tag == (1 << 3 | Wire.BYTES)) {
        type = tensor();
      } else {
        in.skip(tag);
        type = kind.isEmpty() ? type : new Value("", kind, 0, null);
      }
    }
    in.leave(outer);
    return type;
  }

  private Value tensor() throws IOException {
    long outer = in.enter();
    int type = 0;
    List<Axis> axes = null;
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 -> type = (int) in.varint();
        case 2 << 3 | Wire.BYTES -> axes = shape();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    return new Value("", "tensor", type, axes);
  }

  private List<Axis> shape() throws IOException {
    long outer = in.enter();
    List<Axis> axes = new ArrayList<>();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == (1 << 3 | Wire.BYTES)) {
        axes.add(axis());
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    return axes;
  }

  private Axis axis() throws IOException {
    long outer = in.enter();
    Axis axis = new Axis(null, "");
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 -> axis = new Axis(in.varint(), "");
        case 2 << 3 | Wire.BYTES -> axis = new Axis(null, name());
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    return axis;
  }

  private String name() throws IOException {
    if (++names > MAX_NAMES) {
      throw new BadInputException("The graph has more than " + MAX_NAMES + " names");
    }
    return in.text();
  }
}

package dev.hearth.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts a graph's operators and weights as they pass by. */
final class OnnxGraphScan {
  private static final int MAX_DEPTH = 64;
  private final CodedInputStream in;
  private final Map<String, Integer> operators = new TreeMap<>();
  private final Map<String, Long> parameters = new TreeMap<>();
  private final Set<String> classLabels = new LinkedHashSet<>();
  private final HugeShapes shapes = new HugeShapes();
  private String description = "";

  OnnxGraphScan(CodedInputStream in) {
    this.in = in;
  }

  Map<String, Integer> operators() {
    return operators;
  }

  Map<String, Long> parameters() {
    return parameters;
  }

  List<String> classLabels() {
    return List.copyOf(classLabels);
  }

  String description() {
    return description;
  }

  HugeShapes shapes() {
    return shapes;
  }

  void graph(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new InvalidProtocolBufferException("Graphs inside graphs, " + depth + " deep");
    }
    int outer = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 | 2 -> node(depth);
        case 5 << 3 | 2 -> shapes.put(tensor());
        case 10 << 3 | 2 -> {
          String text = OnnxSummaryReader.text(in);
          description = depth == 0 ? text : description;
        }
        default -> OnnxSummaryReader.skip(in, tag);
      }
    }
    in.popLimit(outer);
  }

  private void node(int depth) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    String type = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    String output = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 | 2 -> inputs.add(OnnxSummaryReader.text(in));
        case 2 << 3 | 2 -> output = output.isEmpty() ? OnnxSummaryReader.text(in) : skipped(tag);
        case 4 << 3 | 2 -> type = OnnxSummaryReader.text(in);
        case 5 << 3 | 2 -> attribute(depth);
        case 7 << 3 | 2 -> domain = OnnxSummaryReader.text(in);
        default -> OnnxSummaryReader.skip(in, tag);
      }
    }
    in.popLimit(outer);
    shapes.node(type, inputs, output);
    boolean own = domain.isEmpty() || domain.equals("ai.onnx");
    operators.merge(own ? type : domain + ":" + type, 1, Integer::sum);
    OnnxSummaryReader.bound("The graph", operators.size());
  }

  private void attribute(int depth) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    String name = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      boolean labels = name.startsWith("classlabels_");
      switch (tag) {
        case 1 << 3 | 2 -> name = OnnxSummaryReader.text(in);
        case 5 << 3 | 2 -> shapes.constant(tensor());
        case 6 << 3 | 2, 11 << 3 | 2 -> graph(depth + 1);
        case 8 << 3 -> label(labels, Long.toString(in.readInt64()));
        case 8 << 3 | 2 -> packed(labels);
        case 9 << 3 | 2 -> label(labels, labels ? OnnxSummaryReader.text(in) : skipped(tag));
        default -> OnnxSummaryReader.skip(in, tag);
      }
    }
    in.popLimit(outer);
  }

  private String skipped(int tag) throws IOException {
    in.skipField(tag);
    return "";
  }

  private void packed(boolean labels) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      label(labels, Long.toString(in.readInt64()));
    }
    in.popLimit(outer);
  }

  private void label(boolean wanted, String label) {
    // The trees and what follows them repeat the same classes.
    if (wanted && classLabels.add(label)) {
      OnnxSummaryReader.bound("The classifier", classLabels.size());
    }
  }

  private HugeShapes.Ints tensor() throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    long elements = 1;
    int type = 0;
    HugeShapes.Ints ints = new HugeShapes.Ints();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 -> elements = multiply(elements, in.readInt64());
        case 1 << 3 | 2 -> {
          int dims = in.pushLimit(in.readRawVarint32());
          while (!in.isAtEnd()) {
            elements = multiply(elements, in.readInt64());
          }
          in.popLimit(dims);
        }
        case 2 << 3 -> type = in.readInt32();
        case 7 << 3 -> ints.add(in.readInt64());
        case 7 << 3 | 2 -> {
          int values = in.pushLimit(in.readRawVarint32());
          while (!in.isAtEnd()) {
            ints.add(in.readInt64());
          }
          in.popLimit(values);
        }
        case 8 << 3 | 2 -> ints.name = OnnxSummaryReader.text(in);
        case 9 << 3 | 2 -> raw(type, ints);
        default -> OnnxSummaryReader.skip(in, tag);
      }
    }
    in.popLimit(outer);
    DataType known = DataType.forNumber(type);
    String name = known == null ? "type " + type : known.name().toLowerCase(Locale.ROOT);
    parameters.merge(name.equals("float") ? "float32" : name, elements, Math::addExact);
    return ints;
  }

  private void raw(int type, HugeShapes.Ints ints) throws IOException {
    int length = in.readRawVarint32();
    if (type == DataType.INT64_VALUE && length >= 0 && length <= HugeShapes.MAX_AXES * Long.BYTES) {
      for (int i = 0; i < length / Long.BYTES; i++) {
        ints.add(in.readRawLittleEndian64());
      }
      in.skipRawBytes(length % Long.BYTES);
    } else {
      in.skipRawBytes(length);
    }
  }

  private static long multiply(long elements, long size) throws IOException {
    if (size < 0 || (size > 0 && elements > (1L << 48) / size)) {
      throw new InvalidProtocolBufferException("A tensor of an axis of " + size);
    }
    return elements * size;
  }
}

package dev.hearth.source.onnx;

import dev.hearth.source.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts a graph's operators and weights as they pass by. */
final class OnnxGraphScan {
  private static final int MAX_DEPTH = 64;
  private final Wire in;
  private final Map<String, Integer> operators = new TreeMap<>();
  private final Map<String, Long> parameters = new TreeMap<>();
  private final Set<String> classLabels = new LinkedHashSet<>();
  private final HugeShapes shapes = new HugeShapes();
  private String description = "";

  OnnxGraphScan(Wire in) {
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
      throw new MalformedException("Graphs inside graphs, " + depth + " deep");
    }
    long outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | 2 -> node(depth);
        case 5 << 3 | 2 -> shapes.put(tensor());
        case 10 << 3 | 2 -> {
          String text = in.text();
          description = depth == 0 ? text : description;
        }
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void node(int depth) throws IOException {
    long outer = in.enter();
    String type = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    String output = "";
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | 2 -> inputs.add(in.text());
        case 2 << 3 | 2 -> output = output.isEmpty() ? in.text() : skipped(tag);
        case 4 << 3 | 2 -> type = in.text();
        case 5 << 3 | 2 -> attribute(depth);
        case 7 << 3 | 2 -> domain = in.text();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    shapes.node(type, inputs, output);
    boolean own = domain.isEmpty() || domain.equals("ai.onnx");
    operators.merge(own ? type : domain + ":" + type, 1, Integer::sum);
    OnnxSummaryReader.bound("The graph", operators.size());
  }

  private void attribute(int depth) throws IOException {
    long outer = in.enter();
    String name = "";
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      boolean labels = name.startsWith("classlabels_");
      switch (tag) {
        case 1 << 3 | 2 -> name = in.text();
        case 5 << 3 | 2 -> shapes.constant(tensor());
        case 6 << 3 | 2, 11 << 3 | 2 -> graph(depth + 1);
        case 8 << 3 -> label(labels, Long.toString(in.varint()));
        case 8 << 3 | 2 -> packed(labels);
        case 9 << 3 | 2 -> label(labels, labels ? in.text() : skipped(tag));
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private String skipped(int tag) throws IOException {
    in.skip(tag);
    return "";
  }

  private void packed(boolean labels) throws IOException {
    long outer = in.enter();
    while (!in.isAtEnd()) {
      label(labels, Long.toString(in.varint()));
    }
    in.leave(outer);
  }

  private void label(boolean wanted, String label) {
    // The trees and what follows them repeat the same classes.
    if (wanted && classLabels.add(label)) {
      OnnxSummaryReader.bound("The classifier", classLabels.size());
    }
  }

  private HugeShapes.Ints tensor() throws IOException {
    long outer = in.enter();
    long elements = 1;
    int type = 0;
    HugeShapes.Ints ints = new HugeShapes.Ints();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 -> elements = multiply(elements, in.varint());
        case 1 << 3 | 2 -> {
          long dims = in.enter();
          while (!in.isAtEnd()) {
            elements = multiply(elements, in.varint());
          }
          in.leave(dims);
        }
        case 2 << 3 -> type = (int) in.varint();
        case 7 << 3 -> ints.add(in.varint());
        case 7 << 3 | 2 -> {
          long values = in.enter();
          while (!in.isAtEnd()) {
            ints.add(in.varint());
          }
          in.leave(values);
        }
        case 8 << 3 | 2 -> ints.name = in.text();
        case 9 << 3 | 2 -> raw(type, ints);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    String known = DataTypes.name(type);
    String name = known == null ? "type " + type : known;
    parameters.merge(name.equals("float") ? "float32" : name, elements, Math::addExact);
    return ints;
  }

  private void raw(int type, HugeShapes.Ints ints) throws IOException {
    int length = in.length();
    if (type == DataTypes.INT64 && length >= 0 && length <= HugeShapes.MAX_AXES * Long.BYTES) {
      for (int i = 0; i < length / Long.BYTES; i++) {
        ints.add(in.fixed64());
      }
      in.pass(length % Long.BYTES);
    } else {
      in.pass(length);
    }
  }

  private static long multiply(long elements, long size) throws IOException {
    if (size < 0 || (size > 0 && elements > (1L << 48) / size)) {
      throw new MalformedException("A tensor of an axis of " + size);
    }
    return elements * size;
  }
}

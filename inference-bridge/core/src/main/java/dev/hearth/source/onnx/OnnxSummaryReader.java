package dev.hearth.source.onnx;

import dev.hearth.source.BadInputException;
import dev.hearth.source.FileKind;
import dev.hearth.source.MalformedException;
import dev.hearth.source.ModelFile;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads an {@link OnnxSummary} in one pass over a file, keeping no weights: the field numbers are
 * those of onnx-ml.proto.
 */
public final class OnnxSummaryReader {
  private static final int MAX_ENTRIES = 100_000;

  private final String place;
  private final Wire in;
  private final Map<String, Long> opsets = new TreeMap<>();
  private final Map<String, String> metadata = new TreeMap<>();
  private final Set<String> functions = new TreeSet<>();
  private final OnnxGraphScan graph;
  private long irVersion;
  private String producer = "";
  private String producerVersion = "";
  private String description = "";

  private OnnxSummaryReader(String place, Wire in) {
    this.place = place;
    this.in = in;
    this.graph = new OnnxGraphScan(in);
  }

  /**
   * Returns what a file says.
   *
   * @throws BadInputException if it is not a whole ONNX model
   */
  public static OnnxSummary read(ModelFile file) throws IOException {
    try {
      return new OnnxSummaryReader(file.place(), new Wire(file)).model();
    } catch (MalformedException e) {
      throw new BadInputException(
          file.place() + " is not a whole ONNX model: it looks like " + FileKind.describe(file), e);
    }
  }

  private OnnxSummary model() throws IOException {
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 -> irVersion = in.varint();
        case 2 << 3 | 2 -> producer = in.text();
        case 3 << 3 | 2 -> producerVersion = in.text();
        case 6 << 3 | 2 -> description = in.text();
        case 7 << 3 | 2 -> graph.graph(0);
        case 8 << 3 | 2 -> opset();
        case 14 << 3 | 2 -> property();
        case 25 << 3 | 2 -> function();
        default -> in.skip(tag);
      }
    }
    graph.shapes().check(place);
    return new OnnxSummary(
        irVersion,
        opsets,
        (producer + " " + producerVersion).strip(),
        description.isEmpty() ? graph.description() : description,
        metadata,
        graph.operators(),
        graph.parameters(),
        functions,
        graph.classLabels());
  }

  private void opset() throws IOException {
    long outer = in.enter();
    String domain = "";
    long version = 0;
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | 2 -> domain = in.text();
        case 2 << 3 -> version = in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    opsets.put(domain.equals("ai.onnx") ? "" : domain, version);
    bound(place, opsets.size());
  }

  private void property() throws IOException {
    long outer = in.enter();
    String key = "";
    String value = "";
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | 2 -> key = in.text();
        case 2 << 3 | 2 -> value = in.text();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    metadata.put(key, value);
    bound(place, metadata.size());
  }

  private void function() throws IOException {
    long outer = in.enter();
    String name = "";
    String domain = "";
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << 3 | 2 -> name = in.text();
        case 10 << 3 | 2 -> domain = in.text();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    functions.add(domain + ":" + name);
    bound(place, functions.size());
  }

  static void bound(String what, int entries) {
    if (entries > MAX_ENTRIES) {
      throw new BadInputException(
          what + " has more than " + MAX_ENTRIES + " names of one kind, more than any real model");
    }
  }
}

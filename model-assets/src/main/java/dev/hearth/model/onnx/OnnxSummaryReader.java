package dev.hearth.model.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.hearth.model.BadInputException;
import dev.hearth.model.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads an {@link OnnxSummary} in one pass over a file, keeping no weights: the field numbers are
 * those of onnx-ml.proto.
 */
public final class OnnxSummaryReader {
  private static final int MAX_TEXT_BYTES = 8 << 20;
  private static final int MAX_ENTRIES = 100_000;

  private final Path path;
  private final CodedInputStream in;
  private final Map<String, Long> opsets = new TreeMap<>();
  private final Map<String, String> metadata = new TreeMap<>();
  private final Set<String> functions = new TreeSet<>();
  private final OnnxGraphScan graph;
  private long irVersion;
  private String producer = "";
  private String producerVersion = "";
  private String description = "";

  private OnnxSummaryReader(Path path, CodedInputStream in) {
    this.path = path;
    this.in = in;
    this.graph = new OnnxGraphScan(in);
  }

  /**
   * Returns what a file says.
   *
   * @throws BadInputException if it is not a whole ONNX model
   */
  public static OnnxSummary read(Path path) throws IOException {
    try (InputStream stream = Files.newInputStream(path)) {
      CodedInputStream in = CodedInputStream.newInstance(stream, 1 << 16);
      in.setSizeLimit(Integer.MAX_VALUE);
      return new OnnxSummaryReader(path, in).model();
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(
          path + " is not a whole ONNX model: it looks like " + FileKind.describe(path), e);
    }
  }

  private OnnxSummary model() throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 -> irVersion = in.readInt64();
        case 2 << 3 | 2 -> producer = text(in);
        case 3 << 3 | 2 -> producerVersion = text(in);
        case 6 << 3 | 2 -> description = text(in);
        case 7 << 3 | 2 -> graph.graph(0);
        case 8 << 3 | 2 -> opset();
        case 14 << 3 | 2 -> property();
        case 25 << 3 | 2 -> function();
        default -> skip(in, tag);
      }
    }
    graph.shapes().check(path);
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
    int outer = in.pushLimit(in.readRawVarint32());
    String domain = "";
    long version = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 | 2 -> domain = text(in);
        case 2 << 3 -> version = in.readInt64();
        default -> skip(in, tag);
      }
    }
    in.popLimit(outer);
    opsets.put(domain.equals("ai.onnx") ? "" : domain, version);
    bound(path.toString(), opsets.size());
  }

  private void property() throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    String key = "";
    String value = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 | 2 -> key = text(in);
        case 2 << 3 | 2 -> value = text(in);
        default -> skip(in, tag);
      }
    }
    in.popLimit(outer);
    metadata.put(key, value);
    bound(path.toString(), metadata.size());
  }

  private void function() throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    String name = "";
    String domain = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 | 2 -> name = text(in);
        case 10 << 3 | 2 -> domain = text(in);
        default -> skip(in, tag);
      }
    }
    in.popLimit(outer);
    functions.add(domain + ":" + name);
    bound(path.toString(), functions.size());
  }

  static void skip(CodedInputStream in, int tag) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_START_GROUP) {
      throw new InvalidProtocolBufferException("ONNX has no groups");
    }
    in.skipField(tag);
  }

  static String text(CodedInputStream in) throws IOException {
    int length = in.readRawVarint32();
    if (length < 0 || length > MAX_TEXT_BYTES) {
      throw new InvalidProtocolBufferException("A text of " + length + " bytes");
    }
    return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
  }

  static void bound(String what, int entries) {
    if (entries > MAX_ENTRIES) {
      throw new BadInputException(
          what + " has more than " + MAX_ENTRIES + " names of one kind, more than any real model");
    }
  }
}

package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes an ONNX model whose tensors' values lie elsewhere, piece by piece. */
final class OnnxWriter {
  private static final int ALIGNMENT = 64;
  private final WeightFiles weights;

  OnnxWriter(WeightFiles weights) {
    this.weights = weights;
  }

  /** Writes one file that holds everything. */
  void single(ModelProto model, Path file) throws IOException {
    GraphProto graph = model.getGraph();
    byte[] rest = model.toBuilder().clearGraph().build().toByteArray();
    byte[] nodes = inline(graph.toBuilder()).clearInitializer().build().toByteArray();
    List<byte[]> heads = new ArrayList<>();
    long graphBytes = nodes.length;
    for (TensorProto tensor : graph.getInitializerList()) {
      byte[] head = head(tensor);
      heads.add(head);
      long bytes = head.length + values(tensor);
      graphBytes += tag(GraphProto.INITIALIZER_FIELD_NUMBER) + size(bytes) + bytes;
    }
    if (rest.length + 6 + graphBytes > Integer.MAX_VALUE) {
      throw new BadInputException("The variant would have 2 GiB or more in one file");
    }
    try (OutputStream stream = WeightFiles.stream(file)) {
      CodedOutputStream out = CodedOutputStream.newInstance(stream);
      out.writeRawBytes(rest);
      begin(out, ModelProto.GRAPH_FIELD_NUMBER, graphBytes);
      out.writeRawBytes(nodes);
      for (int i = 0; i < heads.size(); i++) {
        TensorProto tensor = graph.getInitializer(i);
        begin(out, GraphProto.INITIALIZER_FIELD_NUMBER, heads.get(i).length + values(tensor));
        out.writeRawBytes(heads.get(i));
        if (Place.isOutside(tensor)) {
          begin(out, TensorProto.RAW_DATA_FIELD_NUMBER, weights.bytes(Place.of(tensor)));
          out.flush();
          weights.copy(Place.of(tensor), stream);
        }
      }
      out.flush();
    }
  }

  /** Writes the graph to one file, and the values of larger tensors to another beside it. */
  void withData(ModelProto model, Path file, Path data) throws IOException {
    GraphProto.Builder graph = inline(model.getGraph().toBuilder());
    String location = data.getFileName().toString();
    try (OutputStream stream = WeightFiles.stream(data)) {
      long at = 0;
      for (int i = 0; i < graph.getInitializerCount(); i++) {
        TensorProto tensor = graph.getInitializer(i);
        if (!Place.isOutside(tensor)) {
          continue;
        }
        Place from = Place.of(tensor);
        for (; at % ALIGNMENT != 0; at++) {
          stream.write(0);
        }
        weights.copy(from, stream);
        Place to = new Place(location, at, weights.bytes(from));
        graph.setInitializer(i, to.given(tensor.toBuilder()));
        at += to.length();
      }
    }
    try (OutputStream stream = WeightFiles.stream(file)) {
      model.toBuilder().setGraph(graph).build().writeTo(stream);
    }
  }

  private static void begin(CodedOutputStream out, int field, long bytes) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(Math.toIntExact(bytes));
  }

  private static byte[] head(TensorProto tensor) {
    return Place.isOutside(tensor)
        ? tensor.toBuilder().clearExternalData().clearDataLocation().build().toByteArray()
        : tensor.toByteArray();
  }

  private long values(TensorProto tensor) throws IOException {
    if (!Place.isOutside(tensor)) {
      return 0;
    }
    long bytes = weights.bytes(Place.of(tensor));
    return tag(TensorProto.RAW_DATA_FIELD_NUMBER) + size(bytes) + bytes;
  }

  private static int tag(int field) {
    return CodedOutputStream.computeTagSize(field);
  }

  private static int size(long bytes) {
    return CodedOutputStream.computeUInt64SizeNoTag(bytes);
  }

  /** Puts the values of tensors inside nodes where they were. */
  private GraphProto.Builder inline(GraphProto.Builder graph) throws IOException {
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
        if (attribute.hasT()) {
          attribute.setT(inline(attribute.getT()));
        }
        for (int i = 0; i < attribute.getTensorsCount(); i++) {
          attribute.setTensors(i, inline(attribute.getTensors(i)));
        }
        if (attribute.hasG()) {
          inlineAll(attribute.getGBuilder());
        }
        for (GraphProto.Builder part : attribute.getGraphsBuilderList()) {
          inlineAll(part);
        }
      }
    }
    return graph;
  }

  private void inlineAll(GraphProto.Builder graph) throws IOException {
    inline(graph);
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      graph.setInitializer(i, inline(graph.getInitializer(i)));
    }
  }

  private TensorProto inline(TensorProto tensor) throws IOException {
    if (!Place.isOutside(tensor)) {
      return tensor;
    }
    long bytes = weights.bytes(Place.of(tensor));
    if (bytes > Runtime.getRuntime().maxMemory() / 8) {
      throw new BadInputException(
          "the weight "
              + tensor.getName()
              + " of "
              + bytes
              + " bytes lies inside a node, which takes more heap: start Java with a larger -Xmx");
    }
    ByteString.Output values = ByteString.newOutput();
    weights.copy(Place.of(tensor), values);
    return tensor.toBuilder()
        .clearExternalData()
        .clearDataLocation()
        .setRawData(values.toByteString())
        .build();
  }
}

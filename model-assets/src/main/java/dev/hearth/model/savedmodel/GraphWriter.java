package dev.hearth.model.savedmodel;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hearth.model.savedmodel.Node.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.TensorInfo;

/** Writes a TF.js graph model: model.json and the weight files beside it. */
final class GraphWriter {
  private final ModelGraph graph;
  private final List<Node> nodes;
  private final List<Node> constants = new ArrayList<>();

  private GraphWriter(ModelGraph graph) {
    this.graph = graph;
    this.nodes = graph.nodes();
    for (Node node : nodes) {
      if (node.weights() != null) {
        constants.add(node);
      }
    }
  }

  /**
   * Writes a model into an empty folder and returns its model.json.
   *
   * @param infos the signature's word on each input and output
   * @param most how many bytes of weights a model of such files may have
   */
  static Path write(
      ModelGraph graph, Map<Node, TensorInfo> infos, String madeBy, long most, Path folder)
      throws IOException {
    GraphWriter writer = new GraphWriter(graph);
    List<Weights> weights = new ArrayList<>();
    for (Node constant : writer.constants) {
      Weights values = constant.weights();
      if (values != null) {
        weights.add(values);
      }
    }
    List<String> files = WeightFiles.write(folder, weights, most);
    Path json = folder.resolve("model.json");
    try (JsonGenerator out = new JsonFactory().createGenerator(json.toFile(), JsonEncoding.UTF8)) {
      out.writeStartObject();
      out.writeStringField("format", "graph-model");
      out.writeStringField("generatedBy", madeBy);
      out.writeStringField("convertedBy", "Hearth");
      writer.signature(out, infos);
      writer.topology(out);
      writer.manifest(out, files);
      out.writeEndObject();
    }
    return json;
  }

  private void signature(JsonGenerator out, Map<Node, TensorInfo> infos) throws IOException {
    out.writeObjectFieldStart("signature");
    entries(out, "inputs", graph.inputs(), infos);
    entries(out, "outputs", graph.outputs(), infos);
    out.writeEndObject();
  }

  private static void entries(
      JsonGenerator out, String field, List<Node> nodes, Map<Node, TensorInfo> infos)
      throws IOException {
    out.writeObjectFieldStart(field);
    for (Node node : nodes) {
      TensorInfo info = infos.getOrDefault(node, TensorInfo.getDefaultInstance());
      out.writeObjectFieldStart(node.name());
      out.writeStringField("name", node.name() + ":0");
      out.writeStringField("dtype", AttributeJson.type(node, info.getDtype()));
      out.writeFieldName("tensorShape");
      new AttributeJson(out).shape(info.getTensorShape());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void topology(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("modelTopology");
    out.writeArrayFieldStart("node");
    for (Node node : nodes) {
      node(out, node);
    }
    out.writeEndArray();
    out.writeObjectFieldStart("library");
    out.writeEndObject();
    out.writeObjectFieldStart("versions");
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void node(JsonGenerator out, Node node) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", node.name());
    out.writeStringField("op", node.op());
    if (!node.inputs().isEmpty()) {
      out.writeArrayFieldStart("input");
      for (Port input : node.inputs()) {
        String name = input.node().name();
        out.writeString(input.index() == 0 ? name : name + ":" + input.index());
      }
      out.writeEndArray();
    }
    new AttributeJson(out).write(node);
    out.writeEndObject();
  }

  private void manifest(JsonGenerator out, List<String> files) throws IOException {
    out.writeArrayFieldStart("weightsManifest");
    if (!constants.isEmpty()) {
      out.writeStartObject();
      out.writeArrayFieldStart("paths");
      for (String file : files) {
        out.writeString(file);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("weights");
      for (Node constant : constants) {
        weights(out, constant);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void weights(JsonGenerator out, Node constant) throws IOException {
    Weights weights = constant.weights();
    if (weights != null) {
      out.writeStartObject();
      out.writeStringField("name", constant.name());
      out.writeArrayFieldStart("shape");
      for (int size : weights.shape()) {
        out.writeNumber(size);
      }
      out.writeEndArray();
      out.writeStringField("dtype", weights.dtype());
      out.writeEndObject();
    }
  }
}

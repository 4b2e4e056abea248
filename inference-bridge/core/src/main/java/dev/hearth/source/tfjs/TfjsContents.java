package dev.hearth.source.tfjs;

import dev.hearth.json.JsonValue;
import dev.hearth.source.ModelFile;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The operators or layers of a TF.js model, and how many values its weights hold. */
public final class TfjsContents {
  private static final int MAX_DEPTH = 32;
  private final Map<String, Integer> operators = new TreeMap<>();
  private final Map<String, Long> parameters = new TreeMap<>();
  private final String producer;

  private TfjsContents(JsonValue json) {
    String by = json.path("convertedBy").asText();
    producer = json.path("generatedBy").asText() + (by.isEmpty() ? "" : ", converted by " + by);
  }

  /** Returns what a model.json holds that is known to be valid. */
  public static TfjsContents read(ModelFile file) throws IOException {
    JsonValue json = TfjsReader.json(file);
    TfjsContents contents = new TfjsContents(json);
    JsonValue topology = json.path("modelTopology");
    contents.nodes(topology.path("node"));
    for (JsonValue function : topology.path("library").path("function")) {
      contents.nodes(function.path("nodeDef"));
    }
    contents.layers(topology.has("model_config") ? topology.path("model_config") : topology, 0);
    for (JsonValue group : json.path("weightsManifest")) {
      for (JsonValue weight : group.path("weights")) {
        contents.weight(weight);
      }
    }
    return contents;
  }

  /** Returns how often each operator or kind of layer is used. */
  public Map<String, Integer> operators() {
    return operators;
  }

  /** Returns how many values the weights hold, by their element type's name. */
  public Map<String, Long> parameters() {
    return parameters;
  }

  /** Returns what wrote the file; may be empty. */
  public String producer() {
    return producer;
  }

  private void nodes(JsonValue nodes) {
    for (JsonValue node : nodes) {
      count(node.path("op").asText());
    }
  }

  private void weight(JsonValue weight) {
    long values = 1;
    for (JsonValue size : weight.path("shape")) {
      values *= Math.max(0, size.asLong(0));
    }
    JsonValue dtype = weight.path("quantization").path("dtype");
    parameters.merge(dtype.asText(weight.path("dtype").asText()), values, Long::sum);
  }

  private void layers(JsonValue model, int depth) {
    JsonValue config = model.path("config");
    JsonValue layers = config.isArray() ? config : config.path("layers");
    for (JsonValue layer : layers) {
      JsonValue inner = layer.path("config");
      if (depth < MAX_DEPTH && (inner.has("layers") || inner.isArray())) {
        layers(layer, depth + 1);
      } else if (layer.has("class_name")) {
        count(layer.path("class_name").asText());
      }
    }
  }

  private void count(String operator) {
    operators.merge(operator, 1, Integer::sum);
  }
}

package dev.hearth.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The operators or layers of a TF.js model, and how many values its weights hold. */
final class TfjsContents {
  private static final int MAX_DEPTH = 32;
  private final Map<String, Integer> operators = new TreeMap<>();

  private TfjsContents() {}

  /** Adds what a model.json holds that is known to be valid. */
  static void add(ObjectNode out, Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    TfjsContents contents = new TfjsContents();
    JsonNode topology = json.path("modelTopology");
    for (JsonNode node : topology.path("node")) {
      contents.count(node.path("op").asText());
    }
    for (JsonNode function : topology.path("library").path("function")) {
      for (JsonNode node : function.path("nodeDef")) {
        contents.count(node.path("op").asText());
      }
    }
    contents.layers(topology.has("model_config") ? topology.get("model_config") : topology, 0);
    ObjectNode operators = out.putObject("operators");
    contents.operators.forEach(operators::put);
    Map<String, Long> types = new TreeMap<>();
    long all = 0;
    for (JsonNode group : json.path("weightsManifest")) {
      for (JsonNode weight : group.path("weights")) {
        long values = 1;
        for (JsonNode size : weight.path("shape")) {
          values *= Math.max(0, size.asLong());
        }
        JsonNode dtype = weight.path("quantization").path("dtype");
        types.merge(dtype.asText(weight.path("dtype").asText()), values, Long::sum);
        all += values;
      }
    }
    out.put("parameters", all);
    ObjectNode byType = out.putObject("parametersByType");
    types.forEach(byType::put);
    out.put("producer", json.path("generatedBy").asText("") + convertedBy(json));
  }

  private static String convertedBy(JsonNode json) {
    String by = json.path("convertedBy").asText("");
    return by.isEmpty() ? "" : ", converted by " + by;
  }

  private void layers(JsonNode model, int depth) {
    JsonNode config = model.path("config");
    JsonNode layers = config.isArray() ? config : config.path("layers");
    for (JsonNode layer : layers) {
      JsonNode inner = layer.path("config");
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

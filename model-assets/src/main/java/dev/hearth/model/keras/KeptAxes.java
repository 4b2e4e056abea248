package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** TF.js's global pooling drops the pooled axes; where Keras keeps them, a Reshape brings them. */
final class KeptAxes {
  private KeptAxes() {}

  /**
   * Returns a layer's entries, one after the other; the last has its name.
   *
   * @param entry the rewritten layer
   * @param given as Keras has it
   */
  static List<ObjectNode> expanded(ObjectNode entry, JsonNode given) {
    String className = entry.path("class_name").asText();
    JsonNode config = given.path("config");
    if (!className.startsWith("Global") || !config.path("keepdims").asBoolean()) {
      return List.of(entry);
    }
    String name = entry.path("config").path("name").asText();
    ((ObjectNode) entry.get("config")).put("name", name + "_pooled").remove("keepdims");
    int axes = className.endsWith("1D") ? 1 : 2;
    boolean first = config.path("data_format").asText().equals("channels_first");
    ObjectNode reshape = JsonNodeFactory.instance.objectNode().put("name", name);
    var shape = reshape.putArray("target_shape");
    for (int i = 0; i <= axes; i++) {
      shape.add(i == (first ? 0 : axes) ? -1 : 1);
    }
    return List.of(entry, LayerRewriter.layer("Reshape", reshape));
  }
}

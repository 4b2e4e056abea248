package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * TF.js's global pooling drops the pooled axes; where Keras keeps them, other layers bring them.
 */
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
    if (className.endsWith("1D")) {
      return List.of(entry, oneMore(name));
    }
    // A Reshape would do, but TF.js then knows no number of channels.
    ObjectNode wrapper = JsonNodeFactory.instance.objectNode().put("name", name);
    wrapper.set("layer", oneMore(name + "_columns"));
    return List.of(entry, oneMore(name + "_rows"), LayerRewriter.layer("TimeDistributed", wrapper));
  }

  /** Returns a layer that puts an axis of size 1 after the batch's. */
  private static ObjectNode oneMore(String name) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("name", name);
    return LayerRewriter.layer("RepeatVector", config.put("n", 1));
  }
}

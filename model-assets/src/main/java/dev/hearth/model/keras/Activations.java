package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** The functions that layers apply to their results. */
final class Activations {
  private static final Set<String> SAME =
      Set.of(
          "elu",
          "gelu",
          "linear",
          "log_softmax",
          "mish",
          "relu",
          "relu6",
          "selu",
          "sigmoid",
          "softmax",
          "softplus",
          "softsign",
          "swish",
          "tanh");

  private Activations() {}

  /**
   * Returns the function as TF.js has it, or null for none.
   *
   * @throws UnsupportedLayerException if it has none, or another of that name
   */
  static JsonNode tfjs(JsonNode value, boolean keras3) {
    if (value.isNull()) {
      return value;
    }
    JsonNode named = value.isObject() ? value.path("config") : value;
    String name = named.isTextual() ? named.asText() : value.path("class_name").asText("unknown");
    if (SAME.contains(name) && named.isTextual()) {
      return TextNode.valueOf(name);
    } else if (name.equals("silu")) {
      return TextNode.valueOf("swish");
    } else if (name.equals("hard_sigmoid") && !keras3) {
      // Keras 3's has another slope.
      return TextNode.valueOf(name);
    }
    throw new UnsupportedLayerException("activation " + name);
  }
}

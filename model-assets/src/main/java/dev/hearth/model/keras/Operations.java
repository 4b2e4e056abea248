package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.model.keras.InboundNodes.Call;
import dev.hearth.model.keras.InboundNodes.Reference;
import java.util.Locale;
import java.util.Map;

/**
 * Plain operations on tensors in a functional model, such as {@code x / 127.5 - 1}: those that a
 * layer of TF.js can stand for.
 */
final class Operations {
  private static final Map<String, String> MERGES =
      Map.of("add", "Add", "multiply", "Multiply", "maximum", "Maximum", "minimum", "Minimum");

  private Operations() {}

  /** Returns true for an operation, which is no layer although Keras lists it as one. */
  static boolean is(JsonNode layer) {
    String module = layer.path("module").asText();
    return module.startsWith("keras.src.ops.")
        || module.startsWith("keras.ops")
        || layer.path("class_name").asText().equals("TFOpLambda");
  }

  /**
   * Returns the layer that stands for an operation.
   *
   * @throws UnsupportedLayerException if there is none
   */
  static ObjectNode layer(JsonNode layer, Call call) {
    String function = function(layer);
    ObjectNode config = LayerRewriter.config(layer.path("config"), "name");
    if (call.isPlain() && call.arguments().size() == 2 && MERGES.containsKey(function)) {
      return LayerRewriter.layer(MERGES.get(function), config);
    }
    if (call.isPlain() && call.arguments().size() == 1) {
      config.set(
          "activation",
          Activations.tfjs(JsonNodeFactory.instance.textNode(function), !isLambda(layer)));
      return LayerRewriter.layer("Activation", config);
    }
    if (call.arguments().size() == 2 && call.references().size() == 1) {
      boolean first = call.arguments().get(0) instanceof Reference;
      Object constant = call.arguments().get(first ? 1 : 0);
      if (constant instanceof JsonNode number && number.isNumber()) {
        return rescaling(function, number.asDouble(), first, config);
      }
    }
    throw new UnsupportedLayerException("operation " + function);
  }

  private static ObjectNode rescaling(String function, double by, boolean first, ObjectNode out) {
    switch (function) {
      case "add" -> out.put("scale", 1).put("offset", by);
      case "subtract" -> out.put("scale", first ? 1 : -1).put("offset", first ? -by : by);
      case "multiply" -> out.put("scale", by).put("offset", 0);
      case "truediv" -> {
        if (!first || by == 0) {
          throw new UnsupportedLayerException("operation " + function);
        }
        out.put("scale", 1 / by).put("offset", 0);
      }
      default -> throw new UnsupportedLayerException("operation " + function);
    }
    return LayerRewriter.layer("Rescaling", out);
  }

  private static boolean isLambda(JsonNode layer) {
    return layer.path("class_name").asText().equals("TFOpLambda");
  }

  /** Returns the operation's name in small letters, such as {@code truediv}. */
  private static String function(JsonNode layer) {
    String name =
        isLambda(layer)
            ? layer.path("config").path("function").asText()
            : layer.path("class_name").asText();
    String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (last) {
      case "truedivide", "divide", "div", "__truediv__" -> "truediv";
      case "sub", "__sub__" -> "subtract";
      case "mul", "__mul__" -> "multiply";
      case "__add__" -> "add";
      default -> last;
    };
  }
}

package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.model.keras.InboundNodes.Call;
import dev.hearth.model.keras.InboundNodes.Reference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Plain operations on tensors in a functional model, such as {@code x / 127.5 - 1}: those that a
 * layer of TF.js can stand for.
 */
final class Operations {
  private static final Map<String, String> MERGES =
      Map.of("add", "Add", "multiply", "Multiply", "maximum", "Maximum", "minimum", "Minimum");

  private static final Set<String> OF_TENSORS =
      Set.of("Relu", "Relu6", "Sigmoid", "Silu", "Tanh", "Gelu", "Elu", "Selu");

  private static final Set<String> WITH_NUMBERS =
      Set.of("Add", "Subtract", "Multiply", "TrueDivide", "Divide");

  private Operations() {}

  /**
   * Returns true for an operation, which is no layer although Keras lists it as one.
   *
   * @param calls what it is called with
   */
  static boolean is(JsonNode layer, List<Call> calls) {
    String module = layer.path("module").asText();
    String className = layer.path("class_name").asText();
    boolean plain = calls.stream().allMatch(Call::isPlain);
    return module.startsWith("keras.src.ops.")
        || module.startsWith("keras.ops")
        || className.equals("TFOpLambda")
        // Keras 3's .h5 files leave the module away.
        || (module.isEmpty() && (plain ? OF_TENSORS : WITH_NUMBERS).contains(className));
  }

  /**
   * Returns the layer that stands for an operation.
   *
   * @throws UnsupportedLayerException if there is none
   */
  static ObjectNode layer(JsonNode layer, List<Call> calls) {
    if (calls.size() != 1) {
      throw new UnsupportedLayerException("operation called " + calls.size() + " times");
    }
    Call call = calls.get(0);
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

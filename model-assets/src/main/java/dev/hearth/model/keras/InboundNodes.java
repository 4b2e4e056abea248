package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the layers of a functional model are called with, as Keras 2 and Keras 3 write it. */
final class InboundNodes {
  private static final String CONSTANT = "_CONSTANT_VALUE";
  private static final int MAX_DEPTH = 16;

  private InboundNodes() {}

  /** An output of a layer's call: of which layer, which call, which of its outputs. */
  record Reference(String layer, int call, int output) {}

  /**
   * One call of a layer.
   *
   * @param arguments references and constants, in order
   * @param isPlain true if there is nothing but references
   */
  record Call(List<Object> arguments, boolean isPlain) {
    List<Reference> references() {
      List<Reference> references = new ArrayList<>();
      for (Object argument : arguments) {
        if (argument instanceof Reference reference) {
          references.add(reference);
        }
      }
      return references;
    }
  }

  /**
   * Returns the calls of {@code inbound_nodes}.
   *
   * @param keras3 true for models of Keras 3
   */
  static List<Call> calls(JsonNode nodes, boolean keras3) {
    List<Call> calls = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<Object> arguments = new ArrayList<>();
      if (node.isObject()) {
        collect(node.path("args"), arguments, 0);
        keywords(node.path("kwargs"), arguments, keras3);
      } else if (node.path(0).isTextual()) {
        old(node, arguments, keras3);
      } else {
        for (JsonNode reference : node) {
          old(reference, arguments, keras3);
        }
      }
      calls.add(new Call(arguments, arguments.stream().allMatch(Reference.class::isInstance)));
    }
    return calls;
  }

  /**
   * Returns the references of {@code input_layers} and {@code output_layers}: one alone, a list, or
   * an object by name, in the order in which Keras flattens it.
   */
  static List<Reference> ends(JsonNode ends) {
    List<Object> found = new ArrayList<>();
    collect(ends, found, 0);
    List<Reference> references = new ArrayList<>();
    for (Object one : found) {
      if (one instanceof Reference reference) {
        references.add(reference);
      }
    }
    return references;
  }

  /** Reads {@code ["layer", 0, 0, {more arguments}]}, in which a constant has a name of its own. */
  private static void old(JsonNode reference, List<Object> arguments, boolean keras3) {
    if (reference.path(0).asText().equals(CONSTANT)) {
      collect(reference.path(2), arguments, 0);
    } else {
      collect(reference, arguments, 0);
    }
    keywords(reference.path(3), arguments, keras3);
  }

  private static void keywords(JsonNode keywords, List<Object> arguments, boolean keras3) {
    for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
      JsonNode value = keyword.getValue();
      switch (keyword.getKey()) {
        case "name" -> {
          // Says nothing of what is computed.
        }
        case "training" -> {
          // Keras 3's predict overrides it.
          if (!keras3 && value.asBoolean()) {
            arguments.add(value);
          }
        }
        case "mask" -> {
          if (!value.isNull()) {
            arguments.add(value);
          }
        }
        default -> collect(value, arguments, 0);
      }
    }
  }

  private static void collect(JsonNode value, List<Object> found, int depth) {
    if (depth > MAX_DEPTH) {
      throw new UnsupportedLayerException("arguments nested too deep");
    }
    if (value instanceof ObjectNode object) {
      if (object.path("class_name").asText().equals("__keras_tensor__")) {
        collect(object.path("config").path("keras_history"), found, depth + 1);
        return;
      }
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      keys.sort(null);
      keys.forEach(key -> collect(object.get(key), found, depth + 1));
    } else if (isReference(value)) {
      found.add(new Reference(value.get(0).asText(), value.get(1).asInt(), value.get(2).asInt()));
    } else if (value.isArray()) {
      value.forEach(one -> collect(one, found, depth + 1));
    } else if (!value.isNull() && !value.isMissingNode()) {
      found.add(value);
    }
  }

  private static boolean isReference(JsonNode value) {
    return value.path(0).isTextual()
        && value.path(1).isIntegralNumber()
        && value.path(2).isIntegralNumber();
  }
}

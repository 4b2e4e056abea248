package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the layers of a functional model are called with, as Keras 2 and Keras 3 write it. */
final class InboundNodes {
  private static final Set<String> OF_TRAINING = Set.of("training", "mask", "name");
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

  /** Returns the calls of {@code inbound_nodes}. */
  static List<Call> calls(JsonNode nodes) {
    List<Call> calls = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<Object> arguments = new ArrayList<>();
      if (node.isObject()) {
        collect(node.path("args"), arguments, 0);
        keywords(node.path("kwargs"), arguments);
      } else if (node.path(0).isTextual()) {
        old(node, arguments);
      } else {
        for (JsonNode reference : node) {
          old(reference, arguments);
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
  private static void old(JsonNode reference, List<Object> arguments) {
    if (reference.path(0).asText().equals(CONSTANT)) {
      collect(reference.path(2), arguments, 0);
    } else {
      collect(reference, arguments, 0);
    }
    keywords(reference.path(3), arguments);
  }

  private static void keywords(JsonNode keywords, List<Object> arguments) {
    for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
      boolean applies = !OF_TRAINING.contains(keyword.getKey());
      if (applies || !(keyword.getValue().isNull() || keyword.getValue().isTextual())) {
        if (!keyword.getValue().equals(BooleanNode.FALSE)) {
          collect(keyword.getValue(), arguments, 0);
        }
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

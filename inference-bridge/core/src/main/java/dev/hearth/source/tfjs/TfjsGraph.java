package dev.hearth.source.tfjs;

import dev.hearth.json.JsonValue;
import dev.hearth.source.BadInputException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of a graph model.
 *
 * <p>TF.js names them by their graph node, {@code input} where the signature says {@code input:0},
 * in the signature's order. Without a signature they are the placeholders and the nodes that feed
 * no other.
 */
final class TfjsGraph {
  private static final Set<String> KEEP_VALUES = Set.of("Identity", "Reshape", "Squeeze", "Cast");
  private static final Set<String> KEEP_SHAPE =
      Set.of("Identity", "Softmax", "Sigmoid", "BiasAdd", "Relu", "Cast", "Tanh");
  private final String place;
  private final Map<String, JsonValue> nodes = new LinkedHashMap<>();
  private final Set<String> feeding = new HashSet<>();
  private final TfjsPorts ports;

  private TfjsGraph(String place, JsonValue topology) {
    this.place = place;
    this.ports = new TfjsPorts(place);
    for (JsonValue node : topology.path("node")) {
      nodes.put(node.path("name").asText(), node);
    }
    for (JsonValue node : nodes.values()) {
      for (JsonValue input : node.path("input")) {
        feeding.add(nodeName(input.asText()));
      }
    }
  }

  static TfjsPorts ports(String place, JsonValue json) {
    TfjsGraph graph = new TfjsGraph(place, json.path("modelTopology"));
    JsonValue signature = json.path("userDefinedMetadata").path("signature");
    if (signature.isMissing() || signature.isNull()) {
      signature = json.path("signature");
    }
    graph.inputs(signature.path("inputs"));
    graph.outputs(signature.path("outputs"));
    return graph.ports;
  }

  private void inputs(JsonValue signature) {
    if (signature.isEmpty()) {
      for (JsonValue node : nodes.values()) {
        if (op(node).startsWith("Placeholder")) {
          input(node, node.path("attr"));
        }
      }
      return;
    }
    for (JsonValue entry : signature) {
      // A table's handle comes with the graph; nobody feeds it.
      if (!entry.has("resourceId")) {
        input(node(entry), entry);
      }
    }
  }

  private void input(JsonValue node, JsonValue entry) {
    JsonValue attributes = node.path("attr");
    int[] shape = shape(entry.path("tensorShape"));
    if (shape == null) {
      shape = shape(attributes.path("shape").path("shape"));
    }
    String type = attributes.path("dtype").path("type").asText(entry.path("dtype").asText());
    ports.input(node.path("name").asText(), type, shape);
  }

  private void outputs(JsonValue signature) {
    Map<JsonValue, JsonValue> found = new LinkedHashMap<>();
    if (signature.isEmpty()) {
      for (JsonValue node : nodes.values()) {
        if (!feeding.contains(node.path("name").asText()) && !op(node).equals("Const")) {
          found.put(node, node);
        }
      }
    } else {
      for (JsonValue entry : signature) {
        found.put(node(entry), entry);
      }
    }
    for (Map.Entry<JsonValue, JsonValue> output : found.entrySet()) {
      JsonValue node = output.getKey();
      JsonValue entry = output.getValue();
      int[] shape = shape(entry.path("tensorShape"));
      JsonValue maker = behind(node, KEEP_VALUES);
      ports.output(
          node.path("name").asText(),
          entry.path("dtype").asText(type(node)),
          shape == null ? matmulShape(behind(node, KEEP_SHAPE)) : shape,
          op(maker).equals("Softmax") || op(maker).equals("Sigmoid"));
    }
  }

  private JsonValue node(JsonValue entry) {
    String name = entry.path("name").asText();
    JsonValue node = nodes.get(nodeName(name));
    if (node == null) {
      throw new BadInputException(
          place + ": the signature names the tensor " + name + ", and the graph has no such node");
    }
    return node;
  }

  private static String type(JsonValue node) {
    JsonValue attributes = node.path("attr");
    return attributes
        .path("T")
        .path("type")
        .asText(attributes.path("dtype").path("type").asText("DT_FLOAT"));
  }

  /** Returns the node whose values arrive at {@code node} through nodes of those kinds. */
  private JsonValue behind(JsonValue node, Set<String> kinds) {
    Set<String> seen = new LinkedHashSet<>();
    JsonValue at = node;
    while (kinds.contains(op(at)) && seen.add(at.path("name").asText())) {
      JsonValue next = nodes.get(nodeName(at.path("input").path(0).asText()));
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** Returns the shape of a product with a constant matrix; null for other nodes. */
  private int @Nullable [] matmulShape(JsonValue node) {
    if (!op(node).endsWith("MatMul")) {
      return null;
    }
    JsonValue matrix = nodes.get(nodeName(node.path("input").path(1).asText()));
    if (matrix == null) {
      return null;
    }
    int[] shape = shape(matrix.path("attr").path("value").path("tensor").path("tensorShape"));
    boolean transposed = node.path("attr").path("transpose_b").path("b").asBoolean();
    return shape == null || shape.length != 2
        ? null
        : new int[] {-1, transposed ? shape[0] : shape[1]};
  }

  private int @Nullable [] shape(JsonValue shape) {
    if (!shape.isObject() || shape.path("unknownRank").asBoolean()) {
      return null;
    }
    JsonValue axes = shape.path("dim");
    int[] sizes = new int[axes.size()];
    for (int i = 0; i < sizes.length; i++) {
      long size = axes.path(i).path("size").asLong(-1);
      if (size > Integer.MAX_VALUE) {
        throw new BadInputException(
            place + " has an axis of size " + size + ", expected under 2^31");
      }
      sizes[i] = (int) Math.max(size, -1);
    }
    return sizes;
  }

  private static String op(JsonValue node) {
    return node.path("op").asText();
  }

  private static String nodeName(String tensor) {
    String name = tensor.startsWith("^") ? tensor.substring(1) : tensor;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}

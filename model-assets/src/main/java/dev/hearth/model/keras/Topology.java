package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.source.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From Keras's configuration of a model to TF.js's. */
final class Topology {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 16;
  private static final int NAMED_LAYERS = 8;

  private final Path path;
  private final boolean keras3;
  private final LayerRewriter rewriter;
  private final LayerNames names = new LayerNames();
  private final List<String> unsupported = new ArrayList<>();

  private Topology(Path path, boolean keras3) {
    this.path = path;
    this.keras3 = keras3;
    this.rewriter = new LayerRewriter(keras3);
  }

  /**
   * Returns the rewritten model.
   *
   * @throws BadInputException if it is none, or has layers that TF.js has not; it names them
   */
  static KerasLayer of(Path path, JsonNode model, boolean keras3) {
    Topology topology = new Topology(path, keras3);
    KerasLayer rewritten = topology.layer(model, "model", 0);
    List<String> all = topology.unsupported;
    if (!all.isEmpty()) {
      List<String> some = all.subList(0, Math.min(all.size(), NAMED_LAYERS));
      throw new BadInputException(
          path
              + " has layers that TensorFlow.js cannot compute: "
              + String.join(", ", some)
              + (all.size() > some.size() ? " and " + (all.size() - some.size()) + " more" : "")
              + "; export the model to ONNX instead, or train it without them");
    }
    return rewritten;
  }

  /** Returns a layer, wrapper or model; its weights are those of the same place in Keras's. */
  private KerasLayer layer(JsonNode json, String newName, int depth) {
    if (depth > MAX_DEPTH) {
      throw new BadInputException(path + " nests models more than " + MAX_DEPTH + " deep");
    }
    String className = json.path("class_name").asText();
    JsonNode config = json.path("config");
    if (className.equals("Sequential")) {
      return sequential(json, newName, depth);
    }
    boolean isGraph = className.equals("Functional") || className.equals("Model");
    if (isGraph && config.path("layers").isArray() && config.has("output_layers")) {
      return FunctionalModel.of(this, json, newName, depth);
    }
    if (className.equals("Bidirectional") || className.equals("TimeDistributed")) {
      return wrapper(className, json, newName, depth);
    }
    if (depth == 0) {
      String words = className.isEmpty() ? "no class" : "the class " + className;
      throw new BadInputException(
          path
              + " holds a model of "
              + words
              + ", expected Sequential or Functional: what a class of its own computes is in its"
              + " Python code only");
    }
    ObjectNode layer = rewritten(json);
    renamed(layer, newName);
    return new KerasLayer(className, nameOf(json), newName, false, layer, List.of());
  }

  /** Returns a layer's rewritten entry; one that cannot be is noted and stands for nothing. */
  private ObjectNode rewritten(JsonNode json) {
    try {
      String registered = json.path("registered_name").asText();
      if (registered.contains(">") && !registered.startsWith("keras>")) {
        throw new UnsupportedLayerException(registered + ", a class of its own");
      }
      return rewriter.rewrite(json.path("class_name").asText(), json.path("config"));
    } catch (UnsupportedLayerException e) {
      refuse(json, e);
      return LayerRewriter.layer("Dropout", JSON.objectNode());
    }
  }

  boolean isKeras3() {
    return keras3;
  }

  /** Notes a layer that TF.js has not; all of them are named in the end. */
  void refuse(JsonNode layer, UnsupportedLayerException why) {
    unsupported.add(nameOf(layer) + " (" + why.getMessage() + ")");
  }

  /** Returns a layer of a model in its own right. */
  KerasLayer inner(JsonNode json, String newName, int depth) {
    return layer(json, newName, depth + 1);
  }

  /** Returns names for the layers of a model. */
  List<String> namesFor(String model, JsonNode layers) {
    List<String> out = new ArrayList<>();
    for (JsonNode layer : layers) {
      out.add(names.unique(model, nameOf(layer)));
    }
    return out;
  }

  BadInputException bad(String message) {
    return new BadInputException(path + message);
  }

  static String nameOf(JsonNode layer) {
    return layer.path("name").asText(layer.path("config").path("name").asText());
  }

  private static void renamed(ObjectNode layer, String newName) {
    ((ObjectNode) layer.get("config")).put("name", newName);
  }

  private KerasLayer sequential(JsonNode json, String newName, int depth) {
    JsonNode config = json.path("config");
    JsonNode layers = config.isArray() ? config : config.path("layers");
    if (!layers.isArray() || layers.isEmpty()) {
      throw bad(" has a Sequential model without layers");
    }
    List<String> newNames = namesFor(newName, layers);
    List<KerasLayer> inside = new ArrayList<>();
    ArrayNode entries = JSON.arrayNode();
    for (int i = 0; i < layers.size(); i++) {
      KerasLayer layer = inner(layers.get(i), newNames.get(i), depth);
      inside.add(layer);
      ObjectNode entry = layer.json();
      for (ObjectNode one : KeptAxes.expanded(entry, layers.get(i))) {
        entries.add(one);
      }
    }
    InputShapes.giveFirst(this, json, layers, inside.get(0));
    ObjectNode out = JSON.objectNode().put("name", newName);
    if (config.path("trainable").isBoolean()) {
      out.set("trainable", config.get("trainable"));
    }
    out.set("layers", entries);
    ObjectNode model = LayerRewriter.layer("Sequential", out);
    return new KerasLayer("Sequential", nameOf(json), newName, true, model, inside);
  }

  private KerasLayer wrapper(String className, JsonNode json, String newName, int depth) {
    JsonNode config = json.path("config");
    JsonNode wrapped = config.path("layer");
    String name = nameOf(wrapped);
    String bare = name.startsWith("forward_") ? name.substring("forward_".length()) : name;
    KerasLayer inner = inner(wrapped, names.unique(newName, bare), depth);
    ObjectNode layer = rewritten(json);
    ObjectNode out = (ObjectNode) layer.get("config");
    if (className.equals("Bidirectional")) {
      checkMirrored(json, inner);
      out.remove("backward_layer");
    }
    ObjectNode entry = inner.json();
    entry.remove("name");
    out.set("layer", entry);
    renamed(layer, newName);
    return new KerasLayer(className, nameOf(json), newName, false, layer, List.of(inner));
  }

  /** TF.js makes the backward layer of the forward one. */
  private void checkMirrored(JsonNode json, KerasLayer forward) {
    JsonNode backward = json.path("config").path("backward_layer");
    boolean recurrent =
        switch (forward.className()) {
          case "LSTM", "GRU", "SimpleRNN" -> true;
          default -> false;
        };
    boolean same = recurrent && backward.path("class_name").asText().equals(forward.className());
    if (recurrent && !backward.isObject()) {
      return;
    }
    if (same) {
      ObjectNode one = forward.config().deepCopy();
      ObjectNode other = (ObjectNode) rewritten(backward).get("config");
      boolean mirrored =
          one.path("go_backwards").asBoolean() != other.path("go_backwards").asBoolean();
      one.remove(List.of("name", "go_backwards", "batch_input_shape"));
      other.remove(List.of("name", "go_backwards", "batch_input_shape"));
      same = mirrored && one.equals(other);
    }
    if (!same) {
      refuse(json, new UnsupportedLayerException("Bidirectional of two unlike layers"));
    }
  }
}

package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.model.keras.InboundNodes.Call;
import dev.hearth.model.keras.InboundNodes.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rewrites a functional model: a graph of layers, each of which may be called several times. */
final class FunctionalModel {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Topology topology;
  private final JsonNode json;
  private final int depth;
  private final Map<String, KerasLayer> layers = new LinkedHashMap<>();
  private final Map<String, List<Call>> calls = new HashMap<>();

  /** The first call of each model inside that anything refers to. */
  private final Map<String, Integer> firstCalls = new HashMap<>();

  private FunctionalModel(Topology topology, JsonNode json, int depth) {
    this.topology = topology;
    this.json = json;
    this.depth = depth;
  }

  static KerasLayer of(Topology topology, JsonNode json, String newName, int depth) {
    FunctionalModel model = new FunctionalModel(topology, json, depth);
    ObjectNode config = model.config(newName);
    List<KerasLayer> inside = List.copyOf(model.layers.values());
    return new KerasLayer(
        json.path("class_name").asText(),
        Topology.nameOf(json),
        newName,
        true,
        LayerRewriter.layer("Functional", config),
        inside);
  }

  private ObjectNode config(String newName) {
    JsonNode config = json.path("config");
    JsonNode given = config.path("layers");
    List<String> newNames = topology.namesFor(newName, given);
    for (int i = 0; i < given.size(); i++) {
      add(given.get(i), newNames.get(i));
    }
    List<Reference> inputs = InboundNodes.ends(config.path("input_layers"));
    List<Reference> outputs = InboundNodes.ends(config.path("output_layers"));
    calls.values().forEach(all -> all.forEach(call -> call.references().forEach(this::count)));
    outputs.forEach(this::count);
    ObjectNode out = JSON.objectNode().put("name", newName);
    if (config.path("trainable").isBoolean()) {
      out.set("trainable", config.get("trainable"));
    }
    ArrayNode entries = out.putArray("layers");
    for (JsonNode layer : given) {
      entries.addAll(entries(layer));
    }
    out.set("input_layers", references(inputs));
    out.set("output_layers", references(outputs));
    return out;
  }

  private void add(JsonNode layer, String newName) {
    String name = Topology.nameOf(layer);
    List<Call> of = List.of();
    KerasLayer rewritten = null;
    try {
      of = InboundNodes.calls(layer.path("inbound_nodes"), topology.isKeras3());
      rewritten = layer(layer, newName, of);
    } catch (UnsupportedLayerException e) {
      topology.refuse(layer, e);
    }
    if (calls.put(name, of) != null) {
      throw topology.bad(" has two layers " + name);
    }
    if (rewritten != null) {
      layers.put(name, rewritten);
    }
  }

  private KerasLayer layer(JsonNode layer, String newName, List<Call> of) {
    if (Operations.is(layer, of)) {
      ObjectNode standIn = Operations.layer(layer, of);
      ((ObjectNode) standIn.get("config")).put("name", newName);
      return new KerasLayer("", Topology.nameOf(layer), newName, false, standIn, List.of());
    }
    for (Call call : of) {
      if (!call.isPlain()) {
        throw new UnsupportedLayerException(
            layer.path("class_name").asText() + ", called with more than tensors");
      }
    }
    return topology.inner(layer, newName, depth);
  }

  /** Keras counts the calls of a model from 0 or from 1, by its version. */
  private void count(Reference reference) {
    KerasLayer layer = layers.get(reference.layer());
    if (layer != null && layer.isModel()) {
      firstCalls.merge(reference.layer(), reference.call(), Math::min);
    }
  }

  private List<ObjectNode> entries(JsonNode given) {
    String name = Topology.nameOf(given);
    KerasLayer layer = layers.get(name);
    if (layer == null) {
      return List.of();
    }
    List<Call> of = calls.getOrDefault(name, List.of());
    List<ObjectNode> expanded = KeptAxes.expanded(layer.json(), given);
    String before = null;
    for (ObjectNode entry : expanded) {
      String newName = entry.path("config").path("name").asText();
      entry.put("name", newName);
      ArrayNode nodes = entry.putArray("inbound_nodes");
      for (int call = 0; call < of.size(); call++) {
        nodes.add(
            before == null
                ? references(of.get(call).references())
                : JSON.arrayNode().add(reference(before, call, 0)));
      }
      before = newName;
    }
    return expanded;
  }

  private ArrayNode references(List<Reference> references) {
    ArrayNode out = JSON.arrayNode();
    for (Reference reference : new ArrayList<>(references)) {
      KerasLayer layer = layers.get(reference.layer());
      if (layer != null) {
        // TF.js counts a model's own graph as its first call.
        int shift = layer.isModel() ? 1 - firstCalls.getOrDefault(reference.layer(), 0) : 0;
        out.add(reference(layer.newName(), reference.call() + shift, reference.output()));
      } else if (!calls.containsKey(reference.layer())) {
        // Otherwise it is refused by name.
        throw topology.bad(" names a layer " + reference.layer() + " that it does not have");
      }
    }
    return out;
  }

  private static ArrayNode reference(String layer, int call, int output) {
    return JSON.arrayNode().add(layer).add(call).add(output);
  }
}

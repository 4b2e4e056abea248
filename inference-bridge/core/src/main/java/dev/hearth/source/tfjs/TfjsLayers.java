package dev.hearth.source.tfjs;

import dev.hearth.json.JsonValue;
import dev.hearth.source.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of a layers model, read from its configuration.
 *
 * <p>TF.js names an input by its input layer, {@code conv2d_input} where the first layer of a
 * Sequential model stands for one, and an output by its layer twice: {@code dense_1/dense_1}.
 */
final class TfjsLayers {
  private static final Set<String> ACTIVATIONS = Set.of("softmax", "sigmoid");
  private static final int MAX_DEPTH = 32;
  private final String place;

  private TfjsLayers(String place) {
    this.place = place;
  }

  /** One end of a model. */
  private static final class Port {
    private final String name;
    private final String dtype;
    private final int @Nullable [] shape;
    private final boolean probability;

    Port(String name, String dtype, int @Nullable [] shape, boolean probability) {
      this.name = name;
      this.dtype = dtype;
      this.shape = shape;
      this.probability = probability;
    }
  }

  private record Ends(List<Port> inputs, List<Port> outputs) {
    int @Nullable [] shape() {
      return outputs.get(0).shape;
    }
  }

  static TfjsPorts ports(String place, JsonValue topology) {
    JsonValue config = topology.has("model_config") ? topology.path("model_config") : topology;
    Ends ends = new TfjsLayers(place).model(config, 0);
    TfjsPorts ports = new TfjsPorts(place);
    for (Port input : ends.inputs()) {
      ports.input(input.name, input.dtype, input.shape);
    }
    for (Port output : ends.outputs()) {
      ports.output(output.name, output.dtype, output.shape, output.probability);
    }
    return ports;
  }

  private Ends model(JsonValue model, int depth) {
    if (depth > MAX_DEPTH) {
      throw new BadInputException(place + " nests models more than " + MAX_DEPTH + " deep");
    }
    JsonValue config = model.path("config");
    JsonValue layers = config.isArray() ? config : config.path("layers");
    if (layers.isEmpty()) {
      throw new BadInputException(place + " has a model without layers in its modelTopology");
    }
    return config.has("input_layers")
        ? functional(config, layers, depth)
        : sequential(layers, depth);
  }

  private Ends sequential(JsonValue layers, int depth) {
    JsonValue first = layers.path(0);
    int next = 1;
    List<Port> inputs;
    List<Port> outputs;
    int[] shape;
    if (isModel(first)) {
      Ends inner = model(first, depth + 1);
      inputs = inner.inputs();
      outputs = inner.outputs();
      shape = inner.shape();
    } else {
      boolean isInput = first.path("class_name").asText().equals("InputLayer");
      Port input = input(first, isInput ? name(first) : name(first) + "_input");
      inputs = List.of(input);
      shape = input.shape;
      outputs = List.of();
      next = isInput ? 1 : 0;
    }
    for (int i = next; i < layers.size(); i++) {
      shape = shape(layers.path(i), shape == null ? List.of() : List.of(shape), depth);
      outputs = List.of(output(layers.path(i), name(layers.path(i)), shape, depth));
    }
    if (outputs.isEmpty()) {
      throw new BadInputException(place + " has an input layer and no other");
    }
    return new Ends(inputs, outputs);
  }

  private Ends functional(JsonValue config, JsonValue layers, int depth) {
    Map<String, JsonValue> byName = new LinkedHashMap<>();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (JsonValue layer : layers) {
      byName.put(name(layer), layer);
      int[] shape =
          layer.path("class_name").asText().equals("InputLayer")
              ? input(layer, name(layer)).shape
              : shape(layer, sources(layer, shapes), depth);
      if (shape != null) {
        shapes.put(name(layer), shape);
      }
    }
    List<Port> inputs = new ArrayList<>();
    for (String name : references(config.path("input_layers"))) {
      inputs.add(input(layer(byName, name), name));
    }
    List<Port> outputs = new ArrayList<>();
    for (JsonValue reference : each(config.path("output_layers"))) {
      String name = reference.path(0).asText();
      outputs.add(output(layer(byName, name), reference, shapes.get(name), depth));
    }
    if (outputs.isEmpty()) {
      throw new BadInputException(place + " has no output_layers");
    }
    return new Ends(inputs, outputs);
  }

  private JsonValue layer(Map<String, JsonValue> byName, String name) {
    JsonValue layer = byName.get(name);
    if (layer == null) {
      throw new BadInputException(place + " names a layer " + name + " that it does not have");
    }
    return layer;
  }

  /** Returns the layers of {@code [["name", 0, 0], ...]}, also where one stands alone. */
  private static List<String> references(JsonValue references) {
    List<String> names = new ArrayList<>();
    for (JsonValue reference : each(references)) {
      names.add(reference.path(0).asText());
    }
    return names;
  }

  private static Iterable<JsonValue> each(JsonValue references) {
    return references.path(0).isText() ? List.of(references) : references;
  }

  /** Returns the shapes of what a layer's first call takes; empty where one is not known. */
  private static List<int[]> sources(JsonValue layer, Map<String, int[]> shapes) {
    List<int[]> sources = new ArrayList<>();
    for (JsonValue source : layer.path("inbound_nodes").path(0)) {
      int[] shape = shapes.get(source.path(0).asText());
      if (shape == null) {
        return List.of();
      }
      sources.add(shape);
    }
    return sources;
  }

  private int @Nullable [] shape(JsonValue layer, List<int[]> sources, int depth) {
    if (isModel(layer)) {
      return model(layer, depth + 1).shape();
    }
    return sources.isEmpty()
        ? null
        : LayerShapes.of(layer.path("class_name").asText(), layer.path("config"), sources);
  }

  private Port input(JsonValue layer, String name) {
    JsonValue config = layer.path("config");
    JsonValue shape =
        config.has("batch_shape") ? config.path("batch_shape") : config.path("batch_input_shape");
    if (!shape.isArray() && config.has("input_length")) {
      return new Port(
          name, "float32", new int[] {-1, config.path("input_length").asInt(-1)}, false);
    }
    if (!shape.isArray()) {
      throw new BadInputException(
          place + ": the first layer " + name(layer) + " has no batch_input_shape");
    }
    int[] sizes = new int[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.path(i).asInt(-1);
    }
    JsonValue dtype = config.path("dtype");
    return new Port(name, dtype.asText("float32"), sizes, false);
  }

  /** Returns one output of one call of a layer; TF.js numbers them through. */
  private Port output(JsonValue layer, JsonValue reference, int @Nullable [] shape, int depth) {
    int call = reference.path(1).asInt(0);
    int output = reference.path(2).asInt(0);
    JsonValue config = layer.path("config");
    int each = 1;
    if (isModel(layer)) {
      List<Port> inner = model(layer, depth + 1).outputs();
      each = inner.size();
      call--; // A model's own graph counts as its first call.
      shape = output > 0 && output < each ? inner.get(output).shape : shape;
    } else if (config.path("return_state").asBoolean()) {
      each = layer.path("class_name").asText().equals("LSTM") ? 3 : 2;
    }
    int number = Math.max(call, 0) * each + output;
    return output(layer, name(layer) + (number > 0 ? "_" + number : ""), shape, depth);
  }

  private Port output(JsonValue layer, String tensor, int @Nullable [] shape, int depth) {
    JsonValue config = layer.path("config");
    boolean probability =
        isModel(layer)
            ? model(layer, depth + 1).outputs().get(0).probability
            : ACTIVATIONS.contains(config.path("activation").asText())
                || layer.path("class_name").asText().equals("Softmax");
    return new Port(name(layer) + "/" + tensor, "float32", shape, probability);
  }

  private static boolean isModel(JsonValue layer) {
    return layer.path("config").has("layers") || layer.path("config").isArray();
  }

  private static String name(JsonValue layer) {
    return layer.path("config").path("name").asText(layer.path("name").asText());
  }
}

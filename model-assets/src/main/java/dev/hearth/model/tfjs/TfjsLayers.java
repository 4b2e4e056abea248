package dev.hearth.model.tfjs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.model.BadInputException;
import java.nio.file.Path;
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
  private final Path path;

  private TfjsLayers(Path path) {
    this.path = path;
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

  static TfjsPorts ports(Path path, JsonNode topology) {
    JsonNode config = topology.has("model_config") ? topology.get("model_config") : topology;
    Ends ends = new TfjsLayers(path).model(config, 0);
    TfjsPorts ports = new TfjsPorts(path);
    for (Port input : ends.inputs()) {
      ports.input(input.name, input.dtype, input.shape);
    }
    for (Port output : ends.outputs()) {
      ports.output(output.name, output.dtype, output.shape, output.probability);
    }
    return ports;
  }

  private Ends model(JsonNode model, int depth) {
    if (depth > MAX_DEPTH) {
      throw new BadInputException(path + " nests models more than " + MAX_DEPTH + " deep");
    }
    JsonNode config = model.path("config");
    JsonNode layers = config.isArray() ? config : config.path("layers");
    if (layers.isEmpty()) {
      throw new BadInputException(path + " has a model without layers in its modelTopology");
    }
    return config.has("input_layers")
        ? functional(config, layers, depth)
        : sequential(layers, depth);
  }

  private Ends sequential(JsonNode layers, int depth) {
    JsonNode first = layers.get(0);
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
      shape = shape(layers.get(i), shape == null ? List.of() : List.of(shape), depth);
      outputs = List.of(output(layers.get(i), name(layers.get(i)), shape, depth));
    }
    if (outputs.isEmpty()) {
      throw new BadInputException(path + " has an input layer and no other");
    }
    return new Ends(inputs, outputs);
  }

  private Ends functional(JsonNode config, JsonNode layers, int depth) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (JsonNode layer : layers) {
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
    for (JsonNode reference : each(config.path("output_layers"))) {
      String name = reference.path(0).asText();
      outputs.add(output(layer(byName, name), reference, shapes.get(name), depth));
    }
    if (outputs.isEmpty()) {
      throw new BadInputException(path + " has no output_layers");
    }
    return new Ends(inputs, outputs);
  }

  private JsonNode layer(Map<String, JsonNode> byName, String name) {
    JsonNode layer = byName.get(name);
    if (layer == null) {
      throw new BadInputException(path + " names a layer " + name + " that it does not have");
    }
    return layer;
  }

  /** Returns the layers of {@code [["name", 0, 0], ...]}, also where one stands alone. */
  private static List<String> references(JsonNode references) {
    List<String> names = new ArrayList<>();
    for (JsonNode reference : each(references)) {
      names.add(reference.path(0).asText());
    }
    return names;
  }

  private static Iterable<JsonNode> each(JsonNode references) {
    return references.path(0).isTextual() ? List.of(references) : references;
  }

  /** Returns the shapes of what a layer's first call takes; empty where one is not known. */
  private static List<int[]> sources(JsonNode layer, Map<String, int[]> shapes) {
    List<int[]> sources = new ArrayList<>();
    for (JsonNode source : layer.path("inbound_nodes").path(0)) {
      int[] shape = shapes.get(source.path(0).asText());
      if (shape == null) {
        return List.of();
      }
      sources.add(shape);
    }
    return sources;
  }

  private int @Nullable [] shape(JsonNode layer, List<int[]> sources, int depth) {
    if (isModel(layer)) {
      return model(layer, depth + 1).shape();
    }
    return sources.isEmpty()
        ? null
        : LayerShapes.of(layer.path("class_name").asText(), layer.path("config"), sources);
  }

  private Port input(JsonNode layer, String name) {
    JsonNode config = layer.path("config");
    JsonNode shape =
        config.has("batch_shape") ? config.get("batch_shape") : config.path("batch_input_shape");
    if (!shape.isArray() && config.has("input_length")) {
      return new Port(
          name, "float32", new int[] {-1, config.path("input_length").asInt(-1)}, false);
    }
    if (!shape.isArray()) {
      throw new BadInputException(
          path + ": the first layer " + name(layer) + " has no batch_input_shape");
    }
    int[] sizes = new int[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.get(i).asInt(-1);
    }
    JsonNode dtype = config.path("dtype");
    return new Port(name, dtype.asText("float32"), sizes, false);
  }

  /** Returns one output of one call of a layer; TF.js numbers them through. */
  private Port output(JsonNode layer, JsonNode reference, int @Nullable [] shape, int depth) {
    int call = reference.path(1).asInt();
    int output = reference.path(2).asInt();
    JsonNode config = layer.path("config");
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

  private Port output(JsonNode layer, String tensor, int @Nullable [] shape, int depth) {
    JsonNode config = layer.path("config");
    boolean probability =
        isModel(layer)
            ? model(layer, depth + 1).outputs().get(0).probability
            : ACTIVATIONS.contains(config.path("activation").asText())
                || layer.path("class_name").asText().equals("Softmax");
    return new Port(name(layer) + "/" + tensor, "float32", shape, probability);
  }

  private static boolean isModel(JsonNode layer) {
    return layer.path("config").has("layers") || layer.path("config").isArray();
  }

  private static String name(JsonNode layer) {
    return layer.path("config").path("name").asText(layer.path("name").asText());
  }
}

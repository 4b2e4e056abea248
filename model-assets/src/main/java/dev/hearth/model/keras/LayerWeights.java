package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The weights of each class of layers, in the order in which Keras makes them. */
final class LayerWeights {
  private final KerasLayer layer;
  private final String prefix;
  private final String part;
  private final List<WeightSlot> slots = new ArrayList<>();

  private LayerWeights(KerasLayer layer, String prefix, String part) {
    this.layer = layer;
    this.prefix = prefix;
    this.part = part;
  }

  /** Returns all weights of a layer or model, those of its layers one layer after the other. */
  static List<WeightSlot> of(KerasLayer layer) {
    List<WeightSlot> slots = new ArrayList<>();
    if (layer.isModel()) {
      layer.inside().forEach(inner -> slots.addAll(of(inner)));
    } else {
      slots.addAll(own(layer));
    }
    boolean frozen = layer.config().path("trainable").isBoolean() && !isTrainable(layer.config());
    return frozen ? slots.stream().map(WeightSlot::frozen).toList() : slots;
  }

  private static boolean isTrainable(ObjectNode config) {
    return config.path("trainable").asBoolean();
  }

  /** Returns the weights of a layer that is no model. */
  private static List<WeightSlot> own(KerasLayer layer) {
    if (layer.className().equals("TimeDistributed")) {
      KerasLayer wrapped = layer.inside().get(0);
      return wrapped.isModel() ? of(wrapped) : of(wrapped, layer.newName(), "layer");
    } else if (!layer.className().equals("Bidirectional")) {
      return of(layer, layer.newName(), "");
    }
    KerasLayer cell = layer.inside().get(0);
    List<WeightSlot> both = new ArrayList<>();
    for (String direction : List.of("forward", "backward")) {
      String prefix = layer.newName() + "/" + direction + "_" + cell.newName();
      both.addAll(of(cell, prefix, direction + "_layer"));
    }
    return both;
  }

  private static List<WeightSlot> of(KerasLayer layer, String prefix, String part) {
    LayerWeights weights = new LayerWeights(layer, prefix, part);
    weights.add();
    return weights.slots;
  }

  private void add() {
    ObjectNode config = layer.config();
    int units = config.path("units").asInt(-1);
    int filters = config.path("filters").asInt(-1);
    switch (layer.className()) {
      case "Dense" -> {
        add("kernel", -1, units);
        bias(units);
      }
      case "Conv1D", "Conv2D", "Conv3D" -> {
        add("kernel", window(-1, filters));
        bias(filters);
      }
      case "Conv2DTranspose", "Conv3DTranspose" -> {
        add("kernel", window(filters, -1));
        bias(filters);
      }
      case "DepthwiseConv2D" -> {
        add(
            List.of("kernel", "depthwise_kernel"),
            "depthwise_kernel",
            true,
            window(-1, multiplier()));
        bias(-1);
      }
      case "SeparableConv2D" -> {
        add("depthwise_kernel", window(-1, multiplier()));
        add("pointwise_kernel", 1, 1, -1, filters);
        bias(filters);
      }
      case "BatchNormalization" -> {
        normalization(new int[] {-1});
        add(List.of("moving_mean"), "moving_mean", false, -1);
        add(List.of("moving_variance"), "moving_variance", false, -1);
      }
      case "Normalization" -> {
        add(List.of("mean"), "moving_mean", false, -1);
        add(List.of("variance"), "moving_variance", false, -1);
      }
      case "LayerNormalization" -> normalization(null);
      case "Embedding" ->
          add(
              "embeddings",
              config.path("input_dim").asInt(-1),
              config.path("output_dim").asInt(-1));
      case "PReLU" -> add(List.of("alpha"), "alpha", true, null);
      case "LSTM" -> recurrent(units, 4);
      case "GRU" -> recurrent(units, 3);
      case "SimpleRNN" -> recurrent(units, 1);
      case "ConvLSTM2D" -> {
        add("kernel", window(-1, 4 * filters));
        add("recurrent_kernel", window(filters, 4 * filters));
        bias(4 * filters);
      }
      default -> {
        // The others have none.
      }
    }
  }

  private void recurrent(int units, int gates) {
    add("kernel", -1, gates * units);
    add("recurrent_kernel", units, gates * units);
    bias(gates * units);
  }

  private void normalization(int @Nullable [] shape) {
    if (is("scale")) {
      add(List.of("gamma"), "gamma", true, shape);
    }
    if (is("center")) {
      add(List.of("beta"), "beta", true, shape);
    }
  }

  private void bias(int size) {
    if (is("use_bias")) {
      add("bias", size);
    }
  }

  /** Returns true unless the configuration says no, as Python understands it. */
  private boolean is(String key) {
    JsonNode value = layer.config().path(key);
    return value.isMissingNode() || value.asBoolean(true);
  }

  private int multiplier() {
    return layer.config().path("depth_multiplier").asInt(1);
  }

  private int[] window(int in, int out) {
    JsonNode size = layer.config().path("kernel_size");
    int axes = layer.className().contains("1D") ? 1 : layer.className().contains("3D") ? 3 : 2;
    int[] shape = Arrays.copyOf(new int[] {-1, -1, -1}, axes + 2);
    for (int axis = 0; axis < axes; axis++) {
      shape[axis] = size.isArray() ? size.path(axis).asInt(-1) : size.asInt(-1);
    }
    shape[axes] = in;
    shape[axes + 1] = out;
    return shape;
  }

  private void add(String name, int... shape) {
    add(List.of(name), name, true, shape);
  }

  private void add(List<String> names, String tfjs, boolean trainable, int @Nullable ... shape) {
    boolean hasCell =
        switch (layer.className()) {
          case "LSTM", "GRU", "SimpleRNN", "ConvLSTM2D" -> true;
          default -> false;
        };
    String cell = part.isEmpty() ? "cell" : part + "/cell";
    slots.add(
        new WeightSlot(
            prefix + "/" + tfjs, names, layer.name(), hasCell ? cell : part, trainable, shape));
  }
}

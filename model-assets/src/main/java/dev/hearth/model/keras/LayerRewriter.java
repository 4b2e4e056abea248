package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * From Keras's configuration of a layer to the one by which TF.js computes the same; layers for
 * which there is none are refused.
 */
final class LayerRewriter {
  /** Layers that TF.js computes as Keras does. */
  private static final Set<String> SAME =
      Set.of(
          "Activation",
          "Add",
          "Average",
          "AveragePooling1D",
          "AveragePooling2D",
          "AveragePooling3D",
          "BatchNormalization",
          "Bidirectional",
          "Concatenate",
          "Conv1D",
          "Conv2D",
          "Conv2DTranspose",
          "Conv3D",
          "Conv3DTranspose",
          "ConvLSTM2D",
          "Cropping2D",
          "Dense",
          "DepthwiseConv2D",
          "Dot",
          "ELU",
          "Embedding",
          "Flatten",
          "GRU",
          "GlobalAveragePooling1D",
          "GlobalAveragePooling2D",
          "GlobalMaxPooling1D",
          "GlobalMaxPooling2D",
          "InputLayer",
          "LSTM",
          "LayerNormalization",
          "LeakyReLU",
          "Masking",
          "MaxPooling1D",
          "MaxPooling2D",
          "MaxPooling3D",
          "Maximum",
          "Minimum",
          "Multiply",
          "Normalization",
          "PReLU",
          "Permute",
          "ReLU",
          "RepeatVector",
          "Rescaling",
          "Reshape",
          "SeparableConv2D",
          "SimpleRNN",
          "Softmax",
          "ThresholdedReLU",
          "TimeDistributed",
          "UpSampling2D",
          "ZeroPadding2D");

  /** Layers that do nothing when a model is not being trained. */
  private static final Set<String> IDENTITIES =
      Set.of(
          "ActivityRegularization",
          "AlphaDropout",
          "Dropout",
          "GaussianDropout",
          "GaussianNoise",
          "Identity",
          "RandomBrightness",
          "RandomColorJitter",
          "RandomContrast",
          "RandomFlip",
          "RandomGrayscale",
          "RandomHue",
          "RandomRotation",
          "RandomSaturation",
          "RandomSharpness",
          "RandomShear",
          "RandomTranslation",
          "RandomZoom",
          "SpatialDropout1D",
          "SpatialDropout2D",
          "SpatialDropout3D");

  /** What is of no use after training, or said elsewhere. */
  private static final Set<String> DROPPED =
      Set.of(
          "adjustment",
          "autocast",
          "build_config",
          "compile_config",
          "data_type",
          "dtype",
          "fused",
          "lora_alpha",
          "lora_rank",
          "noise_shape",
          "optional",
          "quantization_config",
          "ragged",
          "renorm",
          "renorm_clipping",
          "renorm_momentum",
          "seed",
          "shared_object_id",
          "virtual_batch_size",
          "zero_output_for_mask");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private final boolean keras3;

  /**
   * Makes a rewriter.
   *
   * @param keras3 true for models of Keras 3, in which some names mean something else
   */
  LayerRewriter(boolean keras3) {
    this.keras3 = keras3;
  }

  /**
   * Returns the class and configuration of a layer that is no model.
   *
   * @throws UnsupportedLayerException if TF.js cannot compute it
   */
  ObjectNode rewrite(String className, JsonNode given) {
    if (IDENTITIES.contains(className)) {
      return layer("Dropout", config(given, "name", "batch_input_shape").put("rate", 0));
    }
    if (!SAME.contains(className)) {
      throw new UnsupportedLayerException(
          className.equals("Lambda") ? "Lambda, which is Python code" : className);
    }
    DataTypes.check(given.path("dtype"));
    ObjectNode config = cleaned(given);
    LayerRules.apply(className, config, given, keras3);
    return switch (className) {
      case "InputLayer" -> layer(className, input(config, given));
      case "LeakyReLU" -> layer(className, config);
      case "ReLU" -> LayerRules.relu(config);
      case "Normalization" -> layer("BatchNormalization", config);
      case "Activation" -> LayerRules.activation(config);
      default -> layer(className, config);
    };
  }

  /** Returns a layer's entry. */
  static ObjectNode layer(String className, ObjectNode config) {
    ObjectNode layer = JSON.objectNode().put("class_name", className);
    layer.set("config", config);
    return layer;
  }

  /** Returns some members of a configuration, where they are there. */
  static ObjectNode config(JsonNode given, String... keys) {
    ObjectNode config = JSON.objectNode();
    for (String key : keys) {
      if (given.has(key)) {
        config.set(key, given.get(key));
      }
    }
    return config;
  }

  private ObjectNode cleaned(JsonNode given) {
    ObjectNode config = JSON.objectNode();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String key = entry.getKey();
      JsonNode value = entry.getValue();
      if (key.endsWith("_initializer")) {
        // The weights come with the model, and some initialisers take long.
        config.set(key, layer("Zeros", JSON.objectNode()));
      } else if (key.equals("activation") || key.equals("recurrent_activation")) {
        config.set(key, Activations.tfjs(value, keras3));
      } else if (value.path("type").asText().equals("ndarray")) {
        config.set(key, value.path("value"));
      } else if (!DROPPED.contains(key)
          && !key.endsWith("_regularizer")
          && !key.endsWith("_constraint")) {
        config.set(key, value);
      }
    }
    return config;
  }

  private static ObjectNode input(ObjectNode config, JsonNode given) {
    if (given.path("sparse").asBoolean() || given.path("ragged").asBoolean()) {
      throw new UnsupportedLayerException("InputLayer for sparse or ragged tensors");
    }
    if (given.has("batch_shape")) {
      config.set("batch_input_shape", given.get("batch_shape"));
    }
    ObjectNode input = config(config, "name", "batch_input_shape");
    return input.put("dtype", DataTypes.ofInput(given.path("dtype"))).put("sparse", false);
  }
}

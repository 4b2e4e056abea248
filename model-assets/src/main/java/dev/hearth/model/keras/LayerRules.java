package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What each class of layers needs, where TF.js has other names for it or lacks a part of it. */
final class LayerRules {
  private static final double LEAST_STD = 1e-7;

  private LayerRules() {}

  /**
   * Changes a configuration to TF.js's.
   *
   * @param config what is left of Keras's
   * @param given Keras's
   * @throws UnsupportedLayerException if TF.js cannot compute it
   */
  static void apply(String className, ObjectNode config, JsonNode given, boolean keras3) {
    switch (className) {
      case "BatchNormalization" -> {
        refuse(given.path("renorm").asBoolean(), "BatchNormalization with renorm");
        axis(className, config);
      }
      case "Normalization" -> normalization(config, given);
      case "LayerNormalization" ->
          refuse(given.path("rms_scaling").asBoolean(), "LayerNormalization with rms_scaling");
      case "Conv1D", "Conv2D", "Conv3D" ->
          refuse(given.path("groups").asInt(1) > 1, className + " with groups");
      case "Conv2DTranspose", "Conv3DTranspose" -> {
        boolean padded = given.hasNonNull("output_padding");
        refuse(padded, className + " with output_padding");
        refuse(isDilated(given.path("dilation_rate")), className + " with dilation_rate");
      }
      case "GRU" -> {
        boolean after = given.path("reset_after").asBoolean(keras3);
        refuse(after, "GRU with reset_after, of which TF.js has only the other kind");
        config.put("reset_after", false);
        refuse(given.path("time_major").asBoolean(), className + " with time_major");
      }
      case "LSTM", "SimpleRNN" ->
          refuse(given.path("time_major").asBoolean(), className + " with time_major");
      case "ELU" -> refuse(given.path("alpha").asDouble(1) != 1, "ELU with an alpha other than 1");
      case "LeakyReLU" -> {
        if (given.has("negative_slope")) {
          config.set("alpha", given.get("negative_slope"));
        }
        config.remove("negative_slope");
      }
      case "UpSampling2D" ->
          refuse(
              !given.path("interpolation").asText("nearest").equals("nearest"),
              "UpSampling2D with " + given.path("interpolation").asText());
      case "GlobalAveragePooling2D", "GlobalMaxPooling2D" -> {
        boolean first = given.path("data_format").asText().equals("channels_first");
        boolean kept = given.path("keepdims").asBoolean();
        refuse(first && kept, className + " with keepdims and channels_first");
      }
      case "Rescaling" -> {
        refuse(!isNumbers(given.path("scale")), "Rescaling by something else than numbers");
        refuse(!isNumbers(given.path("offset")), "Rescaling by something else than numbers");
      }
      default -> {
        // The others have the same names.
      }
    }
  }

  /** Returns a ReLU as TF.js has it: with a slope below zero, or with a limit above, not both. */
  static ObjectNode relu(ObjectNode config) {
    double slope = config.path("negative_slope").asDouble(0);
    refuse(config.path("threshold").asDouble(0) != 0, "ReLU with a threshold");
    refuse(slope != 0 && config.hasNonNull("max_value"), "ReLU with a slope and a max_value");
    ObjectNode plain = LayerRewriter.config(config, "name", "batch_input_shape", "trainable");
    if (slope != 0) {
      return LayerRewriter.layer("LeakyReLU", plain.put("alpha", slope));
    }
    if (config.hasNonNull("max_value")) {
      plain.set("max_value", config.get("max_value"));
    }
    return LayerRewriter.layer("ReLU", plain);
  }

  /** Returns an Activation; one of null does nothing. */
  static ObjectNode activation(ObjectNode config) {
    if (!config.hasNonNull("activation")) {
      config.put("activation", "linear");
    }
    return LayerRewriter.layer("Activation", config);
  }

  /** Makes a number of an axis in a list. */
  private static void axis(String className, ObjectNode config) {
    JsonNode axis = config.path("axis");
    if (axis.isArray()) {
      refuse(axis.size() != 1, className + " over several axes");
      config.set("axis", axis.get(0));
    }
  }

  /** A normalisation by stored statistics is a batch normalisation without its other weights. */
  private static void normalization(ObjectNode config, JsonNode given) {
    refuse(given.path("invert").asBoolean(), "Normalization with invert");
    refuse(given.hasNonNull("mean"), "Normalization with a mean in its configuration");
    axis("Normalization", config);
    refuse(!config.path("axis").isInt(), "Normalization over all axes");
    config.remove("mean");
    config.remove("variance");
    config.remove("invert");
    config.put("center", false).put("scale", false).put("epsilon", LEAST_STD * LEAST_STD);
  }

  private static boolean isDilated(JsonNode rate) {
    boolean dilated = rate.asInt(1) > 1;
    for (JsonNode one : rate) {
      dilated |= one.asInt(1) > 1;
    }
    return dilated;
  }

  private static boolean isNumbers(JsonNode value) {
    boolean numbers = value.isNumber() || value.isArray() || value.isMissingNode();
    for (JsonNode one : value) {
      numbers &= one.isNumber();
    }
    return numbers;
  }

  private static void refuse(boolean condition, String what) {
    if (condition) {
      throw new UnsupportedLayerException(what);
    }
  }
}

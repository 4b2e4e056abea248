package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;

/** Keras's data types: a name, or a policy of a name. */
final class DataTypes {
  private DataTypes() {}

  /**
   * Refuses what TF.js has no arithmetic for. Halves become 32-bit floats, which hold all of them.
   */
  static void check(JsonNode dtype) {
    String name = name(dtype);
    if (name.contains("_from_") || name.contains("float8")) {
      throw new UnsupportedLayerException("quantised layer of " + name);
    }
  }

  /** Returns TF.js's type for an input. */
  static String ofInput(JsonNode dtype) {
    String name = name(dtype);
    return switch (name) {
      case "float32", "float16", "bfloat16", "float64", "mixed_float16", "mixed_bfloat16" ->
          "float32";
      case "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64" -> "int32";
      case "bool" -> "bool";
      default -> throw new UnsupportedLayerException("InputLayer of " + name);
    };
  }

  private static String name(JsonNode dtype) {
    return dtype.isTextual() ? dtype.asText() : dtype.path("config").path("name").asText("float32");
  }
}

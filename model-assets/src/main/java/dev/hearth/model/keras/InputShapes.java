package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The input's shape of a Sequential model, which stands in one of several places. */
final class InputShapes {
  private InputShapes() {}

  /**
   * Gives the first layer of a model its input's shape, where it has none.
   *
   * @param model as Keras has it
   * @param layers its layers
   * @param first the rewritten first of them
   */
  static void giveFirst(Topology topology, JsonNode model, JsonNode layers, KerasLayer first) {
    if (first.isModel() || first.config().has("batch_input_shape")) {
      return;
    }
    JsonNode given = layers.get(0);
    JsonNode[] places = {
      given.path("config").path("batch_shape"),
      model.path("config").path("build_input_shape"),
      model.path("build_config").path("input_shape"),
      given.path("build_config").path("input_shape")
    };
    for (JsonNode shape : places) {
      if (shape.isArray() && !shape.isEmpty()) {
        ((ObjectNode) first.json().get("config")).set("batch_input_shape", shape);
        return;
      }
    }
    throw topology.bad(
        " has a Sequential model without an input shape: it was saved before it was built; call"
            + " model.build(input_shape) or start it with an Input layer, and save it again");
  }
}

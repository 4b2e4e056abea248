package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A layer of a Keras model, which may be a model itself.
 *
 * @param className Keras's class of it
 * @param name Keras's name of it
 * @param newName its name in the TF.js model, unique there over all models inside
 * @param isModel true for a model, false for a layer or a wrapper of one
 * @param json its entry in the TF.js topology: class_name, config, and more in a functional model
 * @param inside the layers of a model, in the order of its configuration; the one layer of a
 *     wrapper
 */
record KerasLayer(
    String className,
    String name,
    String newName,
    boolean isModel,
    ObjectNode json,
    List<KerasLayer> inside) {
  KerasLayer {
    inside = List.copyOf(inside);
  }

  /** Returns the rewritten configuration. */
  ObjectNode config() {
    return (ObjectNode) json.get("config");
  }
}

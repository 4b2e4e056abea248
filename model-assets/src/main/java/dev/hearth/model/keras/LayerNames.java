package dev.hearth.model.keras;

import java.util.HashSet;
import java.util.Set;

/** Names of layers that are unique over a model and all models in it, as TF.js's weights need. */
final class LayerNames {
  private final Set<String> taken = new HashSet<>();

  /** Returns a name for a layer: its own, else with its model's before it. */
  String unique(String model, String name) {
    String unique = name;
    for (int i = 1; !taken.add(unique); i++) {
      unique = i == 1 ? model + "_" + name : model + "_" + name + "_" + i;
    }
    return unique;
  }
}

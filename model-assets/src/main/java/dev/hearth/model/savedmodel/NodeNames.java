package dev.hearth.model.savedmodel;

import java.util.HashMap;
import java.util.Map;

/** Gives each node a name of its own, in the graph and all its functions together. */
final class NodeNames {
  private final Map<String, Integer> used = new HashMap<>();

  /** Returns a name, or that name with a number where it is taken. */
  String unique(String wanted) {
    String name = wanted.replaceAll("[^A-Za-z0-9_./>-]", "_");
    if (name.isEmpty()) {
      name = "node";
    }
    String free = name;
    while (used.putIfAbsent(free, 0) != null) {
      free = name + "_" + used.merge(name, 1, Integer::sum);
    }
    return free;
  }
}

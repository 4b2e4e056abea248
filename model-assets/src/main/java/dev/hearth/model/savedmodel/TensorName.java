package dev.hearth.model.savedmodel;

import dev.hearth.source.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * An output of a node by name: {@code node}, {@code node:1} in a graph, {@code node:name:1} in a
 * function, or {@code ^node} for what must only run before.
 */
record TensorName(String node, @Nullable String output, int index, boolean control) {

  static TensorName parse(String text) {
    if (text.startsWith("^")) {
      return new TensorName(text.substring(1), null, 0, true);
    }
    String[] parts = text.split(":", -1);
    try {
      return switch (parts.length) {
        case 1 -> new TensorName(text, null, 0, false);
        case 2 -> new TensorName(parts[0], null, Integer.parseInt(parts[1]), false);
        case 3 -> new TensorName(parts[0], parts[1], Integer.parseInt(parts[2]), false);
        default -> throw new NumberFormatException(text);
      };
    } catch (NumberFormatException e) {
      throw new BadInputException("The graph names a tensor " + text + ", expected node:0", e);
    }
  }
}

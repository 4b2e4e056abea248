package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node of the SavedModel gives: outputs of one node that is made for it, or others. */
final class Values {
  private final String name;
  private final @Nullable Node node;
  private final List<Port> ports;

  private Values(String name, @Nullable Node node, List<Port> ports) {
    this.name = name;
    this.node = node;
    this.ports = ports;
  }

  static Values of(Node node) {
    return new Values(node.name(), node, List.of());
  }

  static Values of(String name, List<Port> ports) {
    return new Values(name, null, ports);
  }

  Port port(int index) {
    if (node != null) {
      return new Port(node, index);
    }
    if (index < 0 || index >= ports.size()) {
      throw new BadInputException(
          "The graph takes output "
              + index
              + " of its node "
              + name
              + ", which has "
              + ports.size());
    }
    return ports.get(index);
  }
}

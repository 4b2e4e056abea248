package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a converted model consists of.
 *
 * @param inputs its placeholders
 * @param outputs nodes of the output's names, each passing on one tensor
 */
record ModelGraph(List<Node> inputs, List<Node> outputs) {

  /** Returns the nodes that the outputs need, each after its inputs where there is no loop. */
  List<Node> nodes() {
    List<Node> roots = new ArrayList<>(inputs);
    roots.addAll(outputs);
    return nodes(roots);
  }

  /** Returns how many inputs each output feeds. */
  static Map<Port, Integer> uses(Collection<Node> nodes) {
    Map<Port, Integer> uses = new HashMap<>();
    for (Node node : nodes) {
      for (Port input : node.inputs()) {
        uses.merge(input, 1, Integer::sum);
      }
    }
    return uses;
  }

  private record Visit(Node node, Iterator<Port> inputs) {}

  private static List<Node> nodes(List<Node> roots) {
    List<Node> out = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    Deque<Visit> stack = new ArrayDeque<>();
    for (Node root : roots) {
      if (seen.add(root)) {
        stack.push(new Visit(root, root.inputs().iterator()));
      }
      while (!stack.isEmpty()) {
        Visit visit = stack.peek();
        if (!visit.inputs.hasNext()) {
          out.add(stack.pop().node);
          continue;
        }
        Node next = visit.inputs.next().node();
        if (seen.add(next)) {
          stack.push(new Visit(next, next.inputs().iterator()));
        }
      }
    }
    return out;
  }
}

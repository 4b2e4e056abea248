package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.FlatGraph.Function;
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
 * @param functions what its loops and branches call
 */
record ModelGraph(List<Node> inputs, List<Node> outputs, List<Function> functions) {

  /** Returns the nodes that the outputs need, each after its inputs where there is no loop. */
  List<Node> nodes() {
    List<Node> roots = new ArrayList<>(inputs);
    roots.addAll(outputs);
    return nodes(roots);
  }

  /** Returns the nodes in the body of a function, without its arguments. */
  static List<Node> nodes(Function function) {
    List<Node> nodes = nodes(function.results());
    nodes.removeAll(new HashSet<>(function.arguments()));
    return nodes;
  }

  /** Returns the nodes of the graph and of all functions. */
  List<Node> allNodes() {
    List<Node> all = nodes();
    functions.forEach(function -> all.addAll(nodes(function)));
    return all;
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

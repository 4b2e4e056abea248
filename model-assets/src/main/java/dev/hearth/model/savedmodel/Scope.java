package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.NodeDef;

/**
 * The nodes of a graph or of a function's body by their names, made when something needs them and
 * after what they need.
 */
final class Scope {
  private final FlatGraph graph;
  private final Map<String, NodeDef> definitions;
  private final Map<String, Port> given;
  private final Map<String, Values> made = new HashMap<>();
  private final Map<Node, NodeDef> merges = new LinkedHashMap<>();
  private final NodeMaker maker;

  /**
   * Returns a scope of which nothing is made yet.
   *
   * @param given what is known by name: a function's arguments, or the tensors that are fed
   */
  Scope(FlatGraph graph, Map<String, NodeDef> definitions, Map<String, Port> given) {
    this.graph = graph;
    this.given = given;
    this.maker = new NodeMaker(graph);
    this.definitions = definitions;
  }

  /** Returns nodes by their names. */
  static Map<String, NodeDef> byName(List<NodeDef> nodes) {
    Map<String, NodeDef> byName = new HashMap<>();
    for (NodeDef node : nodes) {
      byName.put(node.getName(), node);
    }
    return byName;
  }

  /** Returns the output of that name, which was made. */
  Port port(String text) {
    Port known = given.get(text.endsWith(":0") ? text.substring(0, text.length() - 2) : text);
    if (known != null) {
      return known;
    }
    TensorName tensor = TensorName.parse(text);
    Values values = made.get(tensor.node());
    if (values == null) {
      throw new BadInputException("The graph has a circle through its node " + tensor.node());
    }
    int first = Operators.all().output(definition(tensor.node()).getOp(), tensor.output());
    return values.port(first + tensor.index());
  }

  /** Makes nodes and all they need, also what must only run before them. */
  void make(Collection<String> tensors) {
    for (String tensor : tensors) {
      if (!isGiven(tensor)) {
        makeNode(TensorName.parse(tensor).node());
      }
    }
    while (!merges.isEmpty()) {
      closeLoops();
    }
  }

  private boolean isGiven(String text) {
    return given.containsKey(text.endsWith(":0") ? text.substring(0, text.length() - 2) : text);
  }

  private NodeDef definition(String name) {
    NodeDef definition = definitions.get(name);
    if (definition == null) {
      throw new BadInputException("The graph takes a node " + name + " that it does not have");
    }
    return definition;
  }

  private record Visit(NodeDef definition, Iterator<String> needs) {}

  private void makeNode(String root) {
    if (made.containsKey(root)) {
      return;
    }
    Deque<Visit> stack = new ArrayDeque<>();
    Set<String> begun = new HashSet<>();
    stack.push(visit(root));
    begun.add(root);
    while (!stack.isEmpty()) {
      Visit visit = stack.peek();
      if (!visit.needs.hasNext()) {
        stack.pop();
        finish(visit.definition);
        continue;
      }
      String need = visit.needs.next();
      String name = TensorName.parse(need).node();
      if (!isGiven(need) && !made.containsKey(name) && begun.add(name)) {
        stack.push(visit(name));
      }
    }
  }

  private Visit visit(String name) {
    NodeDef definition = definition(name);
    List<String> needs = definition.getInputList();
    if (definition.getOp().equals("Merge")) {
      needs = needs.stream().filter(need -> !isBack(need)).toList();
    }
    return new Visit(definition, needs.iterator());
  }

  /** Returns true for what a loop of TensorFlow 1 feeds back to its beginning. */
  private boolean isBack(String tensor) {
    NodeDef definition = definitions.get(TensorName.parse(tensor).node());
    return definition != null && definition.getOp().equals("NextIteration");
  }

  private void finish(NodeDef definition) {
    graph.count(1 + definition.getInputCount());
    List<Port> inputs = new ArrayList<>();
    boolean loops = false;
    for (String input : definition.getInputList()) {
      boolean back = definition.getOp().equals("Merge") && isBack(input);
      loops |= back;
      if (!back && !TensorName.parse(input).control()) {
        inputs.add(port(input));
      }
    }
    Values values = maker.make(definition, inputs);
    made.put(definition.getName(), values);
    if (loops) {
      merges.put(values.port(0).node(), definition);
    }
  }

  private void closeLoops() {
    Map<Node, NodeDef> open = new LinkedHashMap<>(merges);
    merges.clear();
    open.forEach(
        (merge, definition) -> {
          merge.inputs().clear();
          for (String input : definition.getInputList()) {
            if (!TensorName.parse(input).control()) {
              makeNode(TensorName.parse(input).node());
              merge.inputs().add(port(input));
            }
          }
        });
  }
}

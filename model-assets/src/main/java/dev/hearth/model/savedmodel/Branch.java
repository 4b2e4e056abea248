package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.NodeDef;

/**
 * A choice of two functions with both in place, by the operators of TensorFlow 1: TF.js computes
 * what follows from the arguments on the side that is chosen only.
 */
final class Branch {
  private final FlatGraph graph;
  private final NodeDef definition;

  /** Returns a choice that is not made yet, of a node If or StatelessIf. */
  Branch(FlatGraph graph, NodeDef definition) {
    this.graph = graph;
    this.definition = definition;
  }

  /** Makes both sides and returns what the chosen one gives, variables in their places. */
  Values make(List<Port> inputs) {
    if (inputs.isEmpty()) {
      throw new BadInputException("The node " + name() + " (If) has no condition");
    }
    Port condition = graph.here(inputs.get(0));
    List<Node> choices = new ArrayList<>();
    for (Port argument : inputs.subList(1, inputs.size())) {
      boolean variable = Variables.isVariable(argument.node());
      choices.add(variable ? argument.node() : node("Switch", argument, condition));
    }
    List<Port> then = side("then_branch", new Side(condition, true), choices);
    List<Port> otherwise = side("else_branch", new Side(condition, false), choices);
    requireSameVariables(definition, then, otherwise);
    List<Port> results = new ArrayList<>();
    for (int i = 0; i < then.size(); i++) {
      boolean variable = Variables.isVariable(then.get(i).node());
      results.add(variable ? then.get(i) : node("Merge", then.get(i), otherwise.get(i)).out());
    }
    return Values.of(name(), results);
  }

  /** Returns a function's results, which are there only if its side is chosen. */
  private List<Port> side(String key, Side side, List<Node> choices) {
    List<Port> arguments = new ArrayList<>();
    for (Node choice : choices) {
      arguments.add(Variables.isVariable(choice) ? choice.out() : side.of(choice));
    }
    return graph.within(
        side,
        () -> {
          List<Port> results = new ArrayList<>();
          for (Port port : graph.inline(NodeMaker.function(definition, key), arguments)) {
            boolean here = Variables.isVariable(port.node()) || arguments.contains(port);
            results.add(here ? port : graph.here(port));
          }
          return results;
        });
  }

  /**
   * Requires that two lists are of one length, with the same variables in the same places.
   *
   * @throws BadInputException if they are not
   */
  static void requireSameVariables(NodeDef definition, List<Port> expected, List<Port> found) {
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      boolean both = i < expected.size() && i < found.size();
      Node left = both ? expected.get(i).node() : null;
      Node right = both ? found.get(i).node() : null;
      if (left == null
          || right == null
          || ((Variables.isVariable(left) || Variables.isVariable(right)) && left != right)) {
        throw new BadInputException(
            "The functions that "
                + definition.getName()
                + " ("
                + definition.getOp()
                + ") calls give other variables than they take, which TF.js cannot");
      }
    }
  }

  private String name() {
    return definition.getName();
  }

  private Node node(String op, Port... inputs) {
    return graph.node(name() + "/" + op, op, inputs);
  }
}

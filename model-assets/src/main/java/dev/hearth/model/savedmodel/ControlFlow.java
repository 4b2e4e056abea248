package dev.hearth.model.savedmodel;

import dev.hearth.model.BadInputException;
import dev.hearth.model.savedmodel.FlatGraph.Function;
import dev.hearth.model.savedmodel.Node.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;

/**
 * Loops and branches that call functions, which TF.js runs as they are. It knows no variables, so
 * each function is made anew for its call, with the variables that are passed to it inside.
 */
final class ControlFlow {
  private final FlatGraph graph;

  ControlFlow(FlatGraph graph) {
    this.graph = graph;
  }

  Values make(NodeDef definition, List<Port> inputs) {
    boolean loop = definition.getOp().endsWith("While");
    if (!loop && inputs.isEmpty()) {
      throw new BadInputException("The node " + definition.getName() + " (If) has no condition");
    }
    List<Port> arguments = loop ? inputs : inputs.subList(1, inputs.size());
    Node node = new Node(graph.names().unique(definition.getName()), definition.getOp());
    if (!loop) {
      node.inputs().add(inputs.get(0));
    }
    for (Port argument : arguments) {
      if (!Variables.isVariable(argument.node())) {
        node.inputs().add(argument);
      }
    }
    List<Port> results = List.of();
    for (String key : loop ? List.of("cond", "body") : List.of("then_branch", "else_branch")) {
      String name = NodeMaker.function(definition, key);
      List<Port> given = function(node, key, name, arguments, !key.equals("cond"));
      if (!results.isEmpty() && !key.equals("body")) {
        requireSameVariables(definition, results, given);
      }
      results = given;
    }
    if (loop) {
      requireSameVariables(definition, arguments, results);
    }
    return Values.of(definition.getName(), outputs(node, results));
  }

  /** Makes a function and returns its results as seen from inside. */
  private List<Port> function(
      Node node, String key, String name, List<Port> arguments, boolean several) {
    FunctionDef source = graph.function(name);
    List<Node> fresh = new ArrayList<>();
    List<Port> inside = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Port argument = arguments.get(i);
      if (Variables.isVariable(argument.node()) || i >= source.getSignature().getInputArgCount()) {
        inside.add(argument);
        continue;
      }
      Node placeholder = new Node(graph.names().unique(key + "_arg_" + i), "Placeholder");
      placeholder
          .attributes()
          .put("dtype", type(source.getSignature().getInputArg(i).getTypeValue()));
      fresh.add(placeholder);
      inside.add(placeholder.out());
    }
    List<Port> ports = graph.inline(name, inside, new HashMap<>());
    List<Node> results = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      if (!Variables.isVariable(ports.get(i).node())) {
        // Of its own even where two results are the same tensor: TF.js finds results by node.
        Node result = Node.of(graph.names().unique(key + "_result_" + i), "Identity", ports.get(i));
        result.attributes().put("T", type(source.getSignature().getOutputArg(i).getTypeValue()));
        results.add(result);
      }
    }
    if (!several && results.size() != 1) {
      throw new BadInputException(
          "The condition " + name + " gives " + results.size() + " tensors, expected one");
    }
    String called = graph.names().unique(node.name() + "_" + key);
    graph.functions().add(new Function(called, fresh, results));
    node.attributes()
        .put(
            key, AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName(called)).build());
    return ports;
  }

  private static AttrValue type(int type) {
    return AttrValue.newBuilder().setTypeValue(type).build();
  }

  private static void requireSameVariables(
      NodeDef definition, List<Port> expected, List<Port> found) {
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

  /** Returns the node's outputs, with the variables that went through in their places. */
  private static List<Port> outputs(Node node, List<Port> results) {
    List<Port> outputs = new ArrayList<>();
    int index = 0;
    for (Port result : results) {
      boolean variable = Variables.isVariable(result.node());
      outputs.add(variable ? result : new Port(node, index++));
    }
    return outputs;
  }
}

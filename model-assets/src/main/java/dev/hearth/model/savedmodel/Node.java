package dev.hearth.model.savedmodel;

import dev.hearth.source.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;

/** An operator in the graph that is being made. */
final class Node {
  /** An output of a node. */
  record Port(Node node, int index) {}

  private final String name;
  private final String op;
  private final List<Port> inputs = new ArrayList<>();
  private final Map<String, AttrValue> attributes = new TreeMap<>();
  private @Nullable Weights weights;

  Node(String name, String op) {
    this.name = name;
    this.op = op;
  }

  /** Returns a constant. */
  static Node constant(String name, Weights weights) {
    Node node = new Node(name, "Const");
    node.weights = weights;
    return node;
  }

  /** Returns a node of that operator with one input. */
  static Node of(String name, String op, Port input) {
    Node node = new Node(name, op);
    node.inputs.add(input);
    return node;
  }

  String name() {
    return name;
  }

  String op() {
    return op;
  }

  /** Returns what it takes, to be changed by passes over the graph. */
  List<Port> inputs() {
    return inputs;
  }

  Port input(int index) {
    if (index >= inputs.size()) {
      throw new BadInputException(
          "The node "
              + name
              + " ("
              + op
              + ") has "
              + inputs.size()
              + " inputs, expected "
              + (index + 1));
    }
    return inputs.get(index);
  }

  Map<String, AttrValue> attributes() {
    return attributes;
  }

  AttrValue attribute(String key) {
    return attributes.getOrDefault(key, AttrValue.getDefaultInstance());
  }

  /** Returns a constant's values, null for other operators. */
  @Nullable Weights weights() {
    return weights;
  }

  Port out() {
    return new Port(this, 0);
  }
}

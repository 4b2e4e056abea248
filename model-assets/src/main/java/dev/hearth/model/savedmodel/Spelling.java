package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** A node that TF.js does not compute, or not on all of its backends, by plain operators. */
abstract class Spelling {
  final FlatGraph graph;
  final NodeDef definition;

  Spelling(FlatGraph graph, NodeDef definition) {
    this.graph = graph;
    this.definition = definition;
  }

  /** Returns how a node is spelled out; null if TF.js computes it as it is. */
  static @Nullable Spelling of(FlatGraph graph, NodeDef definition) {
    if (SpelledNorm.isNeeded(definition)) {
      return new SpelledNorm(graph, definition);
    } else if (SpelledEinsum.isNeeded(definition)) {
      return new SpelledEinsum(graph, definition);
    } else if (SpelledList.isNeeded(definition)) {
      return new SpelledList(graph, definition);
    }
    return SpelledOperator.isNeeded(definition) ? new SpelledOperator(graph, definition) : null;
  }

  /**
   * Makes the nodes and returns what the operator gives first.
   *
   * @throws BadInputException if it has too few inputs
   */
  abstract Port make(List<Port> inputs);

  AttrValue attribute(String key) {
    return definition.getAttrOrDefault(key, AttrValue.getDefaultInstance());
  }

  static DataType type(NodeDef definition, String key) {
    return definition.getAttrOrDefault(key, AttrValue.getDefaultInstance()).getType();
  }

  void require(List<Port> inputs, int least) {
    if (inputs.size() < least) {
      throw damaged();
    }
  }

  BadInputException damaged() {
    return new BadInputException(
        "The node " + definition.getName() + " (" + definition.getOp() + ") is damaged");
  }

  Port node(String op, Port... inputs) {
    return graph.node(definition.getName() + "/" + op, op, inputs).out();
  }

  Port constant(String name, Weights weights) {
    return graph.constant(definition.getName() + "/" + name, weights);
  }

  Port number(float value) {
    return constant("number", MemoryWeights.floats(new int[0], value));
  }

  Port integer(int value) {
    return constant("number", MemoryWeights.integer(value));
  }

  Port integers(int... values) {
    return constant("numbers", MemoryWeights.integers(values));
  }

  Port cast(Port value, DataType type) {
    Port cast = node("Cast", value);
    cast.node().attributes().put("DstT", AttrValue.newBuilder().setType(type).build());
    return cast;
  }

  /** Returns lists of numbers one after another. */
  Port joined(List<Port> lists) {
    List<Port> all = new ArrayList<>(lists);
    all.add(integer(0));
    Port joined = node("ConcatV2", all.toArray(Port[]::new));
    // TF.js takes two where it is not told.
    joined.node().attributes().put("N", AttrValue.newBuilder().setI(lists.size()).build());
    return joined;
  }

  /** Returns a part of a list of numbers; numbers under 0 count from its end. */
  Port slice(Port of, int begin, int end) {
    return node("StridedSlice", of, integers(begin), integers(end), integers(1));
  }
}

package dev.hearth.model.savedmodel;

import com.google.protobuf.ByteString;
import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/**
 * A loop with its condition and body in place, by the operators of TensorFlow 1, as TF.js's own
 * converter makes them. In loops that call functions, TF.js disposes of the tensors that a function
 * puts into a list, as recurrent layers do.
 */
final class Loop {
  private final FlatGraph graph;
  private final NodeDef definition;
  private final List<Node> merges = new ArrayList<>();

  /** Returns a loop that is not made yet, of a node While or StatelessWhile. */
  Loop(FlatGraph graph, NodeDef definition) {
    this.graph = graph;
    this.definition = definition;
  }

  /** Makes the loop and returns what its last turn gives, variables in their places. */
  Values make(List<Port> inputs) {
    List<Port> turn = enter(inputs);
    Port condition = condition(turn);
    List<Port> inside = new ArrayList<>();
    List<Port> after = new ArrayList<>();
    for (Port value : turn) {
      if (Variables.isVariable(value.node())) {
        inside.add(value);
        after.add(value);
      } else {
        Node choice = node("Switch", value, condition);
        inside.add(new Port(choice, 1));
        after.add(node("Exit", choice.out()).out());
      }
    }
    Side body = new Side(condition, true);
    List<Port> next =
        graph.within(body, () -> graph.inline(NodeMaker.function(definition, "body"), inside));
    Branch.requireSameVariables(definition, inputs, next);
    int merge = 0;
    for (Port value : next) {
      if (!Variables.isVariable(value.node())) {
        // A constant too has to come anew in each turn.
        Port anew = inside.contains(value) ? value : graph.within(body, () -> graph.here(value));
        merges.get(merge++).inputs().add(node("NextIteration", anew).out());
      }
    }
    return Values.of(definition.getName(), after);
  }

  /** Returns what each turn begins with. */
  private List<Port> enter(List<Port> inputs) {
    ByteString frame = ByteString.copyFromUtf8(graph.names().unique(name() + "/frame"));
    List<Port> turn = new ArrayList<>();
    for (Port input : inputs) {
      if (Variables.isVariable(input.node())) {
        turn.add(input);
        continue;
      }
      Node enter = node("Enter", graph.here(input));
      enter.attributes().put("frame_name", AttrValue.newBuilder().setS(frame).build());
      Node merge = node("Merge", enter.out());
      merges.add(merge);
      turn.add(merge.out());
    }
    return turn;
  }

  private Port condition(List<Port> turn) {
    Supplier<List<Port>> make = () -> graph.inline(NodeMaker.function(definition, "cond"), turn);
    List<Port> tests = merges.isEmpty() ? make.get() : graph.within(everyTurn(), make);
    if (tests.size() != 1) {
      throw new BadInputException(
          "The condition of the loop "
              + name()
              + " gives "
              + tests.size()
              + " tensors, expected one");
    }
    return node("LoopCond", tests.get(0)).out();
  }

  /** Returns where the condition is made: what it chooses among is not there yet. */
  private Side everyTurn() {
    Port size = node("Size", merges.get(0).out()).out();
    Port none = graph.constant(name() + "/none", MemoryWeights.integer(0));
    return new Side(node("GreaterEqual", size, none).out(), true);
  }

  private String name() {
    return definition.getName();
  }

  private Node node(String op, Port... inputs) {
    return graph.node(name() + "/" + op, op, inputs);
  }
}

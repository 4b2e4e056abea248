package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * The graph that is being made of a SavedModel's: with functions put in place of their calls, and
 * variables in place of what reads them.
 */
final class FlatGraph {
  private static final int MOST_PARTS = 5_000_000;
  private static final long MOST_KEPT_BYTES = 256L << 20;
  private static final int DEEPEST = 50;
  private final Map<String, FunctionDef> library = new HashMap<>();
  private final Map<String, Map<String, NodeDef>> bodies = new HashMap<>();
  private final NodeNames names = new NodeNames();
  private final List<Node> assignments = new ArrayList<>();
  private final Variables variables;
  private final Map<Node, Node> read = new HashMap<>();
  private @Nullable Side side;
  private long parts;
  private long kept;
  private int depth;

  FlatGraph(GraphDef graph, Variables variables) {
    this.variables = variables;
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      library.put(function.getSignature().getName(), function);
    }
  }

  NodeNames names() {
    return names;
  }

  Variables variables() {
    return variables;
  }

  /** Returns the constant that a variable is. */
  Node read(Node variable) {
    return read.computeIfAbsent(
        variable,
        handle -> Node.constant(names.unique(Variables.name(handle)), variables.weights(handle)));
  }

  /** Returns the constants of the variables that were read, by their handles. */
  Map<Node, Node> read() {
    return Map.copyOf(read);
  }

  /** Returns what sets variables in all that was made. */
  List<Node> assignments() {
    return assignments;
  }

  FunctionDef function(String name) {
    FunctionDef function = library.get(name);
    if (function == null) {
      throw new BadInputException("The graph calls a function " + name + " that it does not have");
    }
    return function;
  }

  /**
   * Counts parts of the graph, against functions that call others twice, and those twice, and so
   * on.
   */
  void count(int more) {
    parts += more;
    if (parts > MOST_PARTS) {
      throw new BadInputException(
          "The graph has more than "
              + MOST_PARTS
              + " nodes and their inputs with its functions in place");
    }
  }

  /** Makes a node with its operator's defaults, which needs a name of its own. */
  Node node(String name, String op, Port... inputs) {
    Node node = new Node(names.unique(name), op);
    node.inputs().addAll(List.of(inputs));
    Operators.all().complete(node);
    count(1 + inputs.length);
    return node;
  }

  /** Makes a constant, which needs a name of its own. */
  Port constant(String name, Weights weights) {
    return Node.constant(names.unique(name), weights).out();
  }

  /**
   * Returns a value as one of the branch, or of the loop's turn, that is being made: it comes anew
   * in each turn, and not where the other branch is chosen.
   */
  Port here(Port value) {
    if (side == null) {
      return value;
    }
    return side.of(node(value.node().name() + "/Switch", "Switch", value, side.condition()));
  }

  /** Makes what is on one side of a choice. */
  <T> T within(Side inner, Supplier<T> make) {
    Side outer = side;
    side = inner;
    T made = make.get();
    side = outer;
    return made;
  }

  /** Counts bytes of constants that take more memory than they took in the file. */
  void keep(long bytes) {
    kept += bytes;
    if (kept > MOST_KEPT_BYTES) {
      throw new BadInputException(
          "The graph's constants of repeated values have more than " + MOST_KEPT_BYTES + " bytes");
    }
  }

  /** Returns a function's results with its body in place of a call. */
  List<Port> inline(String name, List<Port> arguments) {
    FunctionDef function = function(name);
    if (arguments.size() != function.getSignature().getInputArgCount()) {
      throw new BadInputException(
          "The function "
              + name
              + " takes "
              + function.getSignature().getInputArgCount()
              + " arguments, found "
              + arguments.size());
    }
    Map<String, Port> byName = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      byName.put(function.getSignature().getInputArg(i).getName(), arguments.get(i));
    }
    if (++depth > DEEPEST) {
      throw new BadInputException("Functions of the graph call each other without end");
    }
    count(arguments.size() + function.getSignature().getOutputArgCount());
    Map<String, NodeDef> body =
        bodies.computeIfAbsent(name, key -> Scope.byName(function.getNodeDefList()));
    Scope scope = new Scope(this, body, byName);
    List<String> results = new ArrayList<>();
    function
        .getSignature()
        .getOutputArgList()
        .forEach(out -> results.add(function.getRetOrDefault(out.getName(), "")));
    scope.make(results);
    scope.make(List.copyOf(function.getControlRetMap().values()));
    depth--;
    return results.stream().map(scope::port).toList();
  }
}

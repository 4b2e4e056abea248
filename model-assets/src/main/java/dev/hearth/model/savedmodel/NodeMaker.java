package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Makes a node of one in the SavedModel, or finds what gives the same values. */
final class NodeMaker {
  /** What gives its input. */
  private static final Set<String> SAME =
      Set.of(
          "Identity",
          "IdentityN",
          "StopGradient",
          "PreventGradient",
          "CheckNumerics",
          "Snapshot",
          "Print",
          "PlaceholderWithDefault");

  /** What gives nothing, and has its effect in TensorFlow only. */
  private static final Set<String> SILENT = Set.of("NoOp", "Assert", "PrintV2");

  /** What gives something else each time, also of the same inputs. */
  private static final Set<String> FRESH =
      Set.of(
          "EmptyTensorList",
          "Multinomial",
          "RandomStandardNormal",
          "RandomUniform",
          "RandomUniformInt",
          "TensorArrayV3",
          "TensorListFromTensor",
          "TensorListReserve",
          "TensorListScatter",
          "TensorListScatterV2",
          "TensorListSplit",
          "TruncatedNormal");

  /** Other names of operators that TF.js knows. */
  private static final Map<String, String> RENAMED =
      Map.of("BatchMatMulV3", "BatchMatMulV2", "Inv", "Reciprocal", "BiasAddV1", "BiasAdd");

  private final FlatGraph graph;

  NodeMaker(FlatGraph graph) {
    this.graph = graph;
  }

  Values make(NodeDef definition, List<Port> inputs) {
    String op = definition.getOp();
    String name = definition.getName();
    if (SAME.contains(op)) {
      return Values.of(name, inputs);
    } else if (SILENT.contains(op)) {
      return Values.of(name, List.of());
    }
    Spelling spelling = Spelling.of(graph, definition);
    if (spelling != null) {
      return Values.of(name, List.of(spelling.make(inputs)));
    }
    return switch (op) {
      case "PartitionedCall", "StatefulPartitionedCall" ->
          Values.of(name, graph.inline(function(definition, "f"), inputs));
      case "If", "StatelessIf" -> new Branch(graph, definition).make(inputs);
      case "While", "StatelessWhile" -> new Loop(graph, definition).make(inputs);
      case "ReadVariableOp" -> read(definition, inputs);
      case "ResourceGather" -> gather(definition, inputs, "GatherV2");
      case "ResourceGatherNd" -> gather(definition, inputs, "GatherNd");
      case "Const" -> constant(definition);
      case "VariableV2", "Variable", "VarHandleOp" -> Values.of(variable(definition));
      case "Placeholder" ->
          throw new BadInputException(
              "The outputs need the placeholder " + name + ", which the signature does not feed");
      default -> Values.of(ordinary(definition, inputs));
    };
  }

  static String function(NodeDef definition, String key) {
    return definition.getAttrOrDefault(key, AttrValue.getDefaultInstance()).getFunc().getName();
  }

  private Node ordinary(NodeDef definition, List<Port> inputs) {
    String op = RENAMED.getOrDefault(definition.getOp(), definition.getOp());
    Node node = new Node(graph.names().unique(definition.getName()), op);
    boolean assigns = op.startsWith("Assign") || op.startsWith("ResourceScatter");
    for (Port input : inputs) {
      boolean handle = assigns && node.inputs().isEmpty();
      node.inputs().add(handle ? input : value(input));
    }
    definition
        .getAttrMap()
        .forEach(
            (key, value) -> {
              if (!key.startsWith("_")) {
                node.attributes().put(key, value);
              }
            });
    Operators.all().complete(node);
    if (FRESH.contains(op) && !node.inputs().isEmpty()) {
      node.inputs().set(0, graph.here(node.input(0)));
    }
    if (assigns) {
      graph.assignments().add(node);
    }
    return node;
  }

  /** Returns a variable of TensorFlow 1 as the value that it is everywhere but in assignments. */
  private Port value(Port port) {
    return port.node().op().startsWith("Variable") ? graph.read(port.node()).out() : port;
  }

  private Values constant(NodeDef definition) {
    String name = graph.names().unique(definition.getName());
    TensorProto tensor =
        definition.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
    if (tensor.getDtype() == DataType.DT_INVALID) {
      throw new BadInputException("The constant " + definition.getName() + " has no value");
    }
    Weights weights = Constants.of(tensor, "the constant " + definition.getName());
    if (tensor.getTensorContent().isEmpty()) {
      graph.keep(weights.bytes());
    }
    return Values.of(Node.constant(name, weights));
  }

  private Node variable(NodeDef definition) {
    Node node = new Node(definition.getName(), definition.getOp());
    node.attributes().putAll(definition.getAttrMap());
    return graph.variables().declare(node);
  }

  private Values read(NodeDef definition, List<Port> inputs) {
    return Values.of(graph.read(handle(definition, inputs)));
  }

  private Node handle(NodeDef definition, List<Port> inputs) {
    if (inputs.isEmpty() || !Variables.isVariable(inputs.get(0).node())) {
      throw new BadInputException(
          "The node "
              + definition.getName()
              + " ("
              + definition.getOp()
              + ") should read a variable, found "
              + (inputs.isEmpty() ? "nothing" : inputs.get(0).node().op()));
    }
    return inputs.get(0).node();
  }

  /** Returns rows of a variable, as of a constant. */
  private Values gather(NodeDef definition, List<Port> inputs, String op) {
    Node node = new Node(graph.names().unique(definition.getName()), op);
    node.inputs().add(graph.read(handle(definition, inputs)).out());
    node.inputs().addAll(inputs.subList(1, inputs.size()));
    AttrValue batch = definition.getAttrOrDefault("batch_dims", AttrValue.getDefaultInstance());
    if (op.equals("GatherV2")) {
      String axis = graph.names().unique(definition.getName() + "/axis");
      int dims = (int) Math.max(0, Math.min(Shapes.MOST_AXES, batch.getI()));
      node.inputs().add(Node.constant(axis, MemoryWeights.integer(dims)).out());
      node.attributes().put("batch_dims", AttrValue.newBuilder().setI(dims).build());
    }
    return Values.of(node);
  }
}

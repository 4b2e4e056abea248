package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.TensorInfo;

/** Makes a TF.js graph model of a SavedModel's graph. */
final class Converter {
  /** Numbers of one byte become four, and what is folded may be there as it was too. */
  private static final long TIMES = 16;

  private static final long SMALL = 256L << 20;
  private final MetaGraphDef source;
  private final Map<String, NodeDef> definitions;
  private final Variables variables;
  private final Map<Node, TensorInfo> infos = new HashMap<>();

  private Converter(MetaGraphDef source, Variables variables) {
    this.source = source;
    this.definitions = Scope.byName(source.getGraphDef().getNodeList());
    this.variables = variables;
  }

  /**
   * Writes the model into an empty folder and returns its model.json.
   *
   * @throws BadInputException if it cannot be one
   */
  static Path convert(MetaGraphDef source, TensorBundle bundle, Path folder, Consumer<String> notes)
      throws IOException {
    Signature signature = Signature.choose(source, notes);
    Converter converter = new Converter(source, new Variables(bundle));
    try {
      converter.learnVariables();
      ModelGraph graph = converter.graph(signature, notes);
      String version = source.getMetaInfoDef().getTensorflowVersion();
      return GraphWriter.write(
          graph,
          converter.infos,
          version.isEmpty() ? "TensorFlow" : "TensorFlow " + version,
          SMALL + TIMES * (source.getSerializedSize() + bundle.bytes()),
          folder);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void learnVariables() throws IOException {
    SaverDef saver = source.getSaverDef();
    String restore = saver.getRestoreOpName();
    if (!definitions.containsKey(TensorName.parse(restore).node())) {
      return;
    }
    FlatGraph graph = new FlatGraph(source.getGraphDef(), variables);
    Node prefix = new Node("prefix", "Const");
    String fed = saver.getFilenameTensorName().replaceFirst(":0$", "");
    try {
      scope(graph, Map.of(fed, prefix.out())).make(List.of(restore));
    } catch (BadInputException e) {
      // What else restoring does is not of interest; names tell where the variables are.
      return;
    }
    variables.learn(graph.assignments());
  }

  private Scope scope(FlatGraph graph, Map<String, Port> fed) {
    return new Scope(graph, definitions, fed);
  }

  private ModelGraph graph(Signature signature, Consumer<String> notes) throws IOException {
    GraphDef definition = source.getGraphDef();
    FlatGraph flat = new FlatGraph(definition, variables);
    Map<String, Port> fed = new LinkedHashMap<>();
    List<Node> inputs = new ArrayList<>();
    for (Map.Entry<String, TensorInfo> input : signature.inputs().entrySet()) {
      Node placeholder = placeholder(flat.names().unique(input.getKey()), input.getValue());
      inputs.add(placeholder);
      fed.put(input.getValue().getName().replaceFirst(":0$", ""), placeholder.out());
    }
    Map<String, String> outputNames = new TreeMap<>();
    for (String key : signature.outputs().keySet()) {
      outputNames.put(key, flat.names().unique(key));
    }
    Scope scope = scope(flat, fed);
    List<Node> outputs = new ArrayList<>();
    scope.make(signature.outputs().values().stream().map(TensorInfo::getName).toList());
    for (Map.Entry<String, TensorInfo> output : signature.outputs().entrySet()) {
      Node node =
          Node.of(
              outputNames.getOrDefault(output.getKey(), ""),
              "Identity",
              scope.port(output.getValue().getName()));
      node.attributes()
          .put("T", AttrValue.newBuilder().setType(output.getValue().getDtype()).build());
      infos.put(node, output.getValue());
      outputs.add(node);
    }
    ModelGraph graph = new ModelGraph(inputs, outputs);
    check(flat, graph);
    ConstantFold.apply(graph.nodes(), flat.names());
    GroupedConv.apply(graph.nodes(), flat);
    int folded = BatchNormFold.apply(graph.nodes(), flat.names());
    if (folded > 0) {
      notes.accept(
          folded + " batch normalisations or scalings were folded into the layers before them");
    }
    return graph;
  }

  private Node placeholder(String name, TensorInfo info) {
    Node node = new Node(name, "Placeholder");
    node.attributes().put("dtype", AttrValue.newBuilder().setType(info.getDtype()).build());
    node.attributes().put("shape", AttrValue.newBuilder().setShape(info.getTensorShape()).build());
    infos.put(node, info);
    return node;
  }

  private static void check(FlatGraph flat, ModelGraph graph) {
    Set<Node> needed = new LinkedHashSet<>(graph.nodes());
    Map<Node, Node> read = flat.read();
    for (Node assignment : flat.assignments()) {
      Node handle = assignment.inputs().isEmpty() ? assignment : assignment.input(0).node();
      // What changes without a use is the state of random numbers that training takes.
      if (needed.contains(assignment) || needed.contains(read.getOrDefault(handle, assignment))) {
        throw new BadInputException(
            "it changes "
                + Variables.name(handle)
                + " while it runs ("
                + assignment.op()
                + "); expected a model that only reads its variables");
      }
    }
    Set<Port> changed = new HashSet<>();
    for (Node node : needed) {
      boolean changes = Operators.CHANGES_ITS_LIST.contains(node.op());
      if (changes && !changed.add(node.input(0))) {
        throw new BadInputException(
            "it makes two lists of one ("
                + node.name()
                + ", "
                + node.op()
                + "), which would be the same list in TF.js");
      }
    }
    TreeSet<String> missing = new TreeSet<>();
    for (Node node : needed) {
      if (!Operators.all().isUsable(node.op())) {
        missing.add(node.op());
      }
    }
    if (missing.size() > 1) {
      // It is taken by one of the others.
      missing.remove("VarHandleOp");
    }
    if (!missing.isEmpty()) {
      throw new BadInputException(
          "TF.js does not have its operators " + String.join(", ", missing));
    }
  }
}

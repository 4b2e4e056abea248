package dev.hearth.testing;

import static dev.hearth.testing.TensorFlowNodes.argument;
import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.function;
import static dev.hearth.testing.TensorFlowNodes.node;
import static dev.hearth.testing.TensorFlowNodes.shape;
import static dev.hearth.testing.TensorFlowNodes.texts;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes a SavedModel laid out as {@code tf.saved_model.save} lays out a Keras model: a call of the
 * signature's function, which calls the model's; variables passed to both as handles; functions
 * that save and restore, by keys that are not the variables' names; default attributes left out.
 */
public final class SavedModelWriter {
  private static final String WRAPPER = "__inference_signature_wrapper_77";
  private static final String MODEL = "__inference__wrapped_model_42";
  private static final String SAVE = "__inference__traced_save_99";
  private static final String RESTORE = "__inference__traced_restore_123";

  private record Variable(String name, TensorShapeProto shape, DataType type, ByteString values) {
    String argument() {
      return name.replace('/', '_') + "_resource";
    }
  }

  private record Port(String name, String tensor, DataType type, TensorShapeProto shape) {}

  private final List<Variable> variables = new ArrayList<>();
  private final List<Port> inputs = new ArrayList<>();
  private final List<Port> outputs = new ArrayList<>();
  private final List<NodeDef> body = new ArrayList<>();
  private final List<FunctionDef> functions = new ArrayList<>();
  private boolean snappy;
  private boolean restores = true;

  /** Adds an input, known in the body by its name. */
  public SavedModelWriter input(String name, DataType type, long... sizes) {
    inputs.add(new Port(name, "", type, shape(sizes)));
    return this;
  }

  /** Adds an output that is a tensor of the body, such as {@code model/dense/Softmax:softmax:0}. */
  public SavedModelWriter output(String name, String tensor, DataType type, long... sizes) {
    outputs.add(new Port(name, tensor, type, shape(sizes)));
    return this;
  }

  /** Adds a variable, known in the body by {@link #handle}. */
  public SavedModelWriter variable(String name, TensorShapeProto shape, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return variable(name, shape, DataType.DT_FLOAT, bytes.array());
  }

  /** Adds a variable of any type by its little-endian bytes. */
  public SavedModelWriter variable(
      String name, TensorShapeProto shape, DataType type, byte[] values) {
    variables.add(new Variable(name, shape, type, ByteString.copyFrom(values)));
    return this;
  }

  /** Returns what a variable's handle is called in the body. */
  public static String handle(String variable) {
    return variable.replace('/', '_') + "_resource";
  }

  /** Adds {@code ReadVariableOp} of a variable to the body and returns its tensor. */
  public String read(String variable) {
    String name = "model/" + variable + "/ReadVariableOp";
    add(name, "ReadVariableOp", handle(variable), "dtype", DataType.DT_FLOAT);
    return name + ":value:0";
  }

  /** Adds a node to the body. */
  public SavedModelWriter add(String name, String op, String in, Object... attributes) {
    return add(node(name, op, in, attributes));
  }

  /** Adds a node to the body. */
  public SavedModelWriter add(NodeDef node) {
    body.add(node);
    return this;
  }

  /** Adds a function that the body may call. */
  public SavedModelWriter add(FunctionDef function) {
    functions.add(function);
    return this;
  }

  /** Compresses the index of the variables. */
  public SavedModelWriter snappy() {
    snappy = true;
    return this;
  }

  /** Leaves out the function that restores, and stores variables under their own names. */
  public SavedModelWriter withoutRestore() {
    restores = false;
    return this;
  }

  /** Writes the folder. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("variables"));
    Files.write(folder.resolve("saved_model.pb"), model().toByteArray());
    writeVariables(folder.resolve("variables"));
    return folder;
  }

  private String key(int index) {
    return restores
        ? "variables/" + index + "/.ATTRIBUTES/VARIABLE_VALUE"
        : variables.get(index).name;
  }

  private void writeVariables(Path folder) throws IOException {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    entries.put("", BundleHeaderProto.newBuilder().setNumShards(1).build().toByteArray());
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      BundleEntryProto entry =
          BundleEntryProto.newBuilder()
              .setDtype(variable.type)
              .setShape(variable.shape)
              .setOffset(data.size())
              .setSize(variable.values.size())
              .setCrc32C(TensorTableWriter.maskedCrc(variable.values.toByteArray()))
              .build();
      entries.put(key(i), entry.toByteArray());
      data.writeBytes(variable.values.toByteArray());
    }
    Files.write(folder.resolve("variables.index"), TensorTableWriter.table(entries, snappy));
    Files.write(folder.resolve("variables.data-00000-of-00001"), data.toByteArray());
  }

  /** Returns the message in {@code saved_model.pb}. */
  public SavedModel model() {
    GraphDef.Builder graph = GraphDef.newBuilder();
    SignatureDef.Builder signature = SignatureDef.newBuilder();
    StringBuilder arguments = new StringBuilder();
    for (Port input : inputs) {
      String name = "serving_default_" + input.name;
      graph.addNode(node(name, "Placeholder", "", "dtype", input.type, "shape", input.shape));
      signature.putInputs(input.name, info(name + ":0", input));
      arguments.append(name).append(' ');
    }
    StringBuilder handles = new StringBuilder();
    for (Variable variable : variables) {
      graph.addNode(
          node(
              variable.name,
              "VarHandleOp",
              "",
              "dtype",
              variable.type,
              "shape",
              variable.shape,
              "shared_name",
              variable.name));
      handles.append(variable.name).append(' ');
    }
    String all = arguments.toString() + handles;
    graph.addNode(
        node("StatefulPartitionedCall", "StatefulPartitionedCall", all, "f", function(WRAPPER)));
    for (int i = 0; i < outputs.size(); i++) {
      signature.putOutputs(
          outputs.get(i).name, info("StatefulPartitionedCall:" + i, outputs.get(i)));
    }
    graph.addNode(node("NoOp", "NoOp", ""));
    graph.addNode(node("saver_filename", "Placeholder", "", "dtype", DataType.DT_STRING));
    graph.getLibraryBuilder().addFunction(wrapper()).addFunction(served());
    functions.forEach(graph.getLibraryBuilder()::addFunction);
    MetaGraphDef.Builder meta = MetaGraphDef.newBuilder();
    if (restores) {
      graph.addNode(
          node(
              "StatefulPartitionedCall_1",
              "StatefulPartitionedCall",
              "saver_filename " + handles,
              "f",
              function(SAVE)));
      graph.addNode(
          node(
              "StatefulPartitionedCall_2",
              "StatefulPartitionedCall",
              "saver_filename " + handles,
              "f",
              function(RESTORE)));
      graph.getLibraryBuilder().addFunction(save()).addFunction(restore());
      meta.setSaverDef(
          SaverDef.newBuilder()
              .setFilenameTensorName("saver_filename:0")
              .setSaveTensorName("StatefulPartitionedCall_1:0")
              .setRestoreOpName("StatefulPartitionedCall_2"));
    }
    meta.setGraphDef(graph)
        .putSignatureDef("serving_default", signature.build())
        .putSignatureDef(
            "__saved_model_init_op",
            SignatureDef.newBuilder()
                .putOutputs(
                    "__saved_model_init_op", TensorInfo.newBuilder().setName("NoOp").build())
                .build());
    meta.getMetaInfoDefBuilder()
        .addTags("serve")
        .setTensorflowVersion("2.15.0")
        .setStrippedDefaultAttrs(true);
    return SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
  }

  private static TensorInfo info(String name, Port port) {
    return TensorInfo.newBuilder()
        .setName(name)
        .setDtype(port.type)
        .setTensorShape(port.shape)
        .build();
  }

  private FunctionDef.Builder definition(String name, boolean withInputs) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    function.getSignatureBuilder().setName(name);
    if (withInputs) {
      for (Port input : inputs) {
        function.getSignatureBuilder().addInputArg(argument(input.name, input.type));
      }
    } else {
      function.getSignatureBuilder().addInputArg(argument("file_prefix", DataType.DT_STRING));
    }
    for (Variable variable : variables) {
      function
          .getSignatureBuilder()
          .addInputArg(argument(variable.argument(), DataType.DT_RESOURCE));
    }
    return function;
  }

  /** Returns the signature's function: a call of the model's, and what must have run before. */
  private FunctionDef wrapper() {
    FunctionDef.Builder function = definition(WRAPPER, true);
    StringBuilder arguments = new StringBuilder();
    function
        .getSignature()
        .getInputArgList()
        .forEach(one -> arguments.append(one.getName()).append(" "));
    function.addNodeDef(
        node(
            "StatefulPartitionedCall",
            "StatefulPartitionedCall",
            arguments.toString(),
            "f",
            function(MODEL)));
    function.addNodeDef(node("NoOp", "NoOp", "^StatefulPartitionedCall"));
    for (int i = 0; i < outputs.size(); i++) {
      String name = i == 0 ? "Identity" : "Identity_" + i;
      function.addNodeDef(node(name, "Identity", "StatefulPartitionedCall:output:" + i + " ^NoOp"));
      result(function, name, name + ":output:0", outputs.get(i).type);
    }
    return function.putControlRet("call", "StatefulPartitionedCall").build();
  }

  private FunctionDef served() {
    FunctionDef.Builder function = definition(MODEL, true).addAllNodeDef(body);
    StringBuilder reads = new StringBuilder();
    for (NodeDef node : body) {
      if (node.getOp().equals("ReadVariableOp")) {
        reads.append('^').append(node.getName()).append(' ');
      }
    }
    function.addNodeDef(node("NoOp", "NoOp", reads.toString()));
    for (int i = 0; i < outputs.size(); i++) {
      String name = i == 0 ? "Identity" : "Identity_" + i;
      function.addNodeDef(node(name, "Identity", outputs.get(i).tensor + " ^NoOp"));
      result(function, name.toLowerCase(Locale.ROOT), name + ":output:0", outputs.get(i).type);
    }
    return function.build();
  }

  private static void result(FunctionDef.Builder to, String name, String tensor, DataType type) {
    to.getSignatureBuilder().addOutputArg(argument(name, type));
    to.putRet(name, tensor);
  }

  private FunctionDef save() {
    FunctionDef.Builder function = definition(SAVE, false);
    StringBuilder values = new StringBuilder("file_prefix tensor_names:output:0");
    function.addNodeDef(constant("tensor_names", texts(keys())));
    for (int i = 0; i < variables.size(); i++) {
      function.addNodeDef(node("Read_" + i, "ReadVariableOp", variables.get(i).argument()));
      values.append(" Read_").append(i).append(":value:0");
    }
    function.addNodeDef(node("SaveV2", "SaveV2", values.toString()));
    function.addNodeDef(node("Identity", "Identity", "file_prefix ^SaveV2"));
    result(function, "identity", "Identity:output:0", DataType.DT_STRING);
    return function.putControlRet("SaveV2", "SaveV2").build();
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      keys.add(key(i));
    }
    return keys;
  }

  private FunctionDef restore() {
    FunctionDef.Builder function = definition(RESTORE, false);
    function.addNodeDef(constant("RestoreV2/tensor_names", texts(keys())));
    String[] whole = new String[variables.size()];
    Arrays.fill(whole, "");
    function.addNodeDef(constant("RestoreV2/shape_and_slices", texts(List.of(whole))));
    function.addNodeDef(
        node(
            "RestoreV2",
            "RestoreV2",
            "file_prefix RestoreV2/tensor_names:output:0 RestoreV2/shape_and_slices:output:0"));
    StringBuilder assigned = new StringBuilder("file_prefix");
    for (int i = 0; i < variables.size(); i++) {
      function.addNodeDef(node("Identity_" + i, "Identity", "RestoreV2:tensors:" + i));
      function.addNodeDef(
          node(
              "AssignVariableOp_" + i,
              "AssignVariableOp",
              variables.get(i).argument() + " Identity_" + i + ":output:0"));
      assigned.append(" ^AssignVariableOp_").append(i);
      function.putControlRet("AssignVariableOp_" + i, "AssignVariableOp_" + i);
    }
    function.addNodeDef(node("Result", "Identity", assigned.toString()));
    result(function, "result", "Result:output:0", DataType.DT_STRING);
    return function.build();
  }
}

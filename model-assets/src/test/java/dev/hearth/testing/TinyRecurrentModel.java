package dev.hearth.testing;

import static dev.hearth.testing.TensorFlowNodes.argument;
import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.floats;
import static dev.hearth.testing.TensorFlowNodes.function;
import static dev.hearth.testing.TensorFlowNodes.ints;
import static dev.hearth.testing.TensorFlowNodes.node;
import static dev.hearth.testing.TensorFlowNodes.shape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;

/**
 * A recurrent layer as Keras saves it: a loop over a list of the steps, that sets the elements of
 * another list. Its body calls a function for the cell {@code tanh(x * kernel + h * recurrent)} and
 * halves the state of every second step in a branch.
 */
public final class TinyRecurrentModel {
  private static final int STEPS = 5;
  private static final int FEATURES = 3;
  private static final int UNITS = 4;
  private static final List<String> VARIABLES = List.of("kernel", "recurrent");

  private TinyRecurrentModel() {}

  private static float[] kernel() {
    return TinySavedModels.numbers(31, FEATURES * UNITS, -1, 1);
  }

  private static float[] recurrent() {
    return TinySavedModels.numbers(32, UNITS * UNITS, -1, 1);
  }

  /** Returns the model, of the states of all steps and the last one again. */
  public static SavedModelWriter model() {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, -1, STEPS, FEATURES)
            .output("last", "while:output:3", DataType.DT_FLOAT, -1, UNITS)
            .output("sequence", "sequence:y:0", DataType.DT_FLOAT, -1, STEPS, UNITS)
            .variable("kernel", shape(FEATURES, UNITS), kernel())
            .variable("recurrent", shape(UNITS, UNITS), recurrent())
            .add(constant("perm", ints(shape(3), 1, 0, 2)))
            .add(constant("zero", ints(shape(), 0)))
            .add(constant("steps", ints(shape(), STEPS)))
            .add(constant("start", floats(shape(1, UNITS), 0, 0, 0, 0)))
            .add(constant("step_shape", ints(shape(2), -1, FEATURES)))
            .add(constant("state_shape", ints(shape(2), -1, UNITS)));
    return model
        .add("by_time", "Transpose", "x perm:output:0")
        .add("xs", "TensorListFromTensor", "by_time:y:0 step_shape:output:0", list())
        .add("states", "TensorListReserve", "state_shape:output:0 steps:output:0", list())
        .add(
            "while",
            "StatelessWhile",
            "zero:output:0 steps:output:0 states:handle:0 start:output:0 xs:output_handle:0 "
                + String.join(" ", VARIABLES.stream().map(SavedModelWriter::handle).toList()),
            "cond",
            function("cond_1"),
            "body",
            function("body_2"))
        .add("stack", "TensorListStack", "while:output:2 state_shape:output:0", list())
        .add("sequence", "Transpose", "stack:tensor:0 perm:output:0")
        .add(condition())
        .add(body())
        .add(cell())
        .add(half(true))
        .add(half(false));
  }

  private static Object[] list() {
    return new Object[] {"element_dtype", DataType.DT_FLOAT, "shape_type", DataType.DT_INT32};
  }

  private static FunctionDef.Builder loopFunction(String name) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    function
        .getSignatureBuilder()
        .setName(name)
        .addInputArg(argument("t", DataType.DT_INT32))
        .addInputArg(argument("n", DataType.DT_INT32))
        .addInputArg(argument("states", DataType.DT_VARIANT))
        .addInputArg(argument("h", DataType.DT_FLOAT))
        .addInputArg(argument("xs", DataType.DT_VARIANT))
        .addInputArg(argument("kernel", DataType.DT_RESOURCE))
        .addInputArg(argument("recurrent", DataType.DT_RESOURCE));
    return function;
  }

  private static FunctionDef condition() {
    FunctionDef.Builder function = loopFunction("cond_1");
    function.getSignatureBuilder().addOutputArg(argument("go", DataType.DT_BOOL));
    return function
        .addNodeDef(node("Less", "Less", "t n", "T", DataType.DT_INT32))
        .putRet("go", "Less:z:0")
        .build();
  }

  private static FunctionDef body() {
    FunctionDef.Builder function =
        loopFunction("body_2")
            .addNodeDef(constant("one", ints(shape(), 1)))
            .addNodeDef(constant("two", ints(shape(), 2)))
            .addNodeDef(constant("step_shape", ints(shape(2), -1, FEATURES)))
            .addNodeDef(node("next", "AddV2", "t one:output:0", "T", DataType.DT_INT32))
            .addNodeDef(node("get", "TensorListGetItem", "xs t step_shape:output:0", list()))
            .addNodeDef(
                node(
                    "cell",
                    "PartitionedCall",
                    "get:item:0 h kernel recurrent",
                    "f",
                    function("cell_3")))
            .addNodeDef(node("place", "FloorMod", "t two:output:0", "T", DataType.DT_INT32))
            .addNodeDef(node("odd", "Equal", "place:z:0 one:output:0", "T", DataType.DT_INT32))
            .addNodeDef(
                node(
                    "halved",
                    "StatelessIf",
                    "odd:z:0 cell:output:0",
                    "then_branch",
                    function("half_true"),
                    "else_branch",
                    function("half_false")))
            .addNodeDef(node("set", "TensorListSetItem", "states t halved:output:0", list()));
    List<String> results = List.of("next:z:0", "n", "set:output_handle:0", "halved:output:0", "xs");
    for (int i = 0; i < results.size(); i++) {
      function.getSignatureBuilder().addOutputArg(argument("out_" + i, DataType.DT_FLOAT));
      function.putRet("out_" + i, results.get(i));
    }
    for (String variable : VARIABLES) {
      function.getSignatureBuilder().addOutputArg(argument("v_" + variable, DataType.DT_RESOURCE));
      function.putRet("v_" + variable, variable);
    }
    return function.build();
  }

  private static FunctionDef cell() {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    function
        .getSignatureBuilder()
        .setName("cell_3")
        .addInputArg(argument("x", DataType.DT_FLOAT))
        .addInputArg(argument("h", DataType.DT_FLOAT))
        .addInputArg(argument("kernel", DataType.DT_RESOURCE))
        .addInputArg(argument("recurrent", DataType.DT_RESOURCE))
        .addOutputArg(argument("state", DataType.DT_FLOAT));
    for (String variable : VARIABLES) {
      function.addNodeDef(
          node("read_" + variable, "ReadVariableOp", variable, "dtype", DataType.DT_FLOAT));
    }
    return function
        .addNodeDef(node("new", "MatMul", "x read_kernel:value:0", "T", DataType.DT_FLOAT))
        .addNodeDef(node("old", "MatMul", "h read_recurrent:value:0", "T", DataType.DT_FLOAT))
        .addNodeDef(node("sum", "AddV2", "new:product:0 old:product:0", "T", DataType.DT_FLOAT))
        .addNodeDef(node("tanh", "Tanh", "sum:z:0", "T", DataType.DT_FLOAT))
        .putRet("state", "tanh:y:0")
        .build();
  }

  private static FunctionDef half(boolean halves) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    function
        .getSignatureBuilder()
        .setName("half_" + halves)
        .addInputArg(argument("h", DataType.DT_FLOAT))
        .addOutputArg(argument("out", DataType.DT_FLOAT));
    if (!halves) {
      return function.putRet("out", "h").build();
    }
    return function
        .addNodeDef(constant("half", floats(shape(), 0.5f)))
        .addNodeDef(node("mul", "Mul", "h half:output:0", "T", DataType.DT_FLOAT))
        .putRet("out", "mul:z:0")
        .build();
  }

  /** Returns the states of all steps for one sequence, by the plainest arithmetic. */
  static float[] states(float[] x) {
    float[] states = new float[STEPS * UNITS];
    double[] h = new double[UNITS];
    for (int t = 0; t < STEPS; t++) {
      double[] next = new double[UNITS];
      for (int unit = 0; unit < UNITS; unit++) {
        double sum = 0;
        for (int i = 0; i < FEATURES; i++) {
          sum += x[t * FEATURES + i] * kernel()[i * UNITS + unit];
        }
        for (int i = 0; i < UNITS; i++) {
          sum += h[i] * recurrent()[i * UNITS + unit];
        }
        next[unit] = Math.tanh(sum) * (t % 2 == 1 ? 0.5 : 1);
        states[t * UNITS + unit] = (float) next[unit];
      }
      h = next;
    }
    return states;
  }

  /** Writes a golden and returns its JSON file. */
  public static Path golden(Path folder) throws IOException {
    float[] x = TinySavedModels.numbers(33, STEPS * FEATURES, -1, 1);
    float[] states = states(x);
    float[] last = Arrays.copyOfRange(states, (STEPS - 1) * UNITS, STEPS * UNITS);
    return GoldenFolder.write(
        folder,
        new GoldenFolder.Tensor("x", x, 1, STEPS, FEATURES),
        new GoldenFolder.Tensor("last", last, 1, UNITS),
        new GoldenFolder.Tensor("sequence", states, 1, STEPS, UNITS));
  }
}

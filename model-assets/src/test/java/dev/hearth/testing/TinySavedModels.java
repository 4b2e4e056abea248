package dev.hearth.testing;

import static dev.hearth.testing.TensorFlowNodes.argument;
import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.function;
import static dev.hearth.testing.TensorFlowNodes.ints;
import static dev.hearth.testing.TensorFlowNodes.node;
import static dev.hearth.testing.TensorFlowNodes.shape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;

/** SavedModels of a few layers, and what they give by the plainest arithmetic. */
public final class TinySavedModels {
  /** Rows, and columns, of the convolutional model's pictures. */
  public static final int SIDE = 6;

  private static final int CHANNELS = 2;
  private static final int FILTERS = 4;
  private static final int POOLED = SIDE / 2;
  private static final int CLASSES = 3;
  private static final float EPSILON = 1e-3f;
  private static final int LOOP_STEPS = 3;
  private static final int LOOP_SIZE = 4;

  private TinySavedModels() {}

  /** Returns some numbers that are the same everywhere. */
  public static float[] numbers(int seed, int count, double from, double to) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (from + (to - from) * random.nextDouble());
    }
    return values;
  }

  private static float[] kernel() {
    return numbers(1, 3 * 3 * CHANNELS * FILTERS, -0.5, 0.5);
  }

  private static float[] depthwiseKernel() {
    return numbers(2, 3 * 3 * FILTERS, -0.5, 0.5);
  }

  private static float[] denseKernel() {
    return numbers(3, POOLED * POOLED * FILTERS * CLASSES, -0.5, 0.5);
  }

  /** Gamma, beta, mean and variance; the variance is positive. */
  private static float[] statistics(int layer, int which) {
    return numbers(10 * layer + which, FILTERS, which == 0 || which == 3 ? 0.5 : -1, 1.5);
  }

  /**
   * Returns a classifier of pictures: Conv2D, BiasAdd, batch normalisation, ReLU, MaxPool,
   * depthwise convolution, batch normalisation, ReLU6, Flatten, Dense, softmax.
   */
  public static SavedModelWriter classifier() {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("picture", DataType.DT_FLOAT, -1, SIDE, SIDE, CHANNELS)
            .output("classes", "model/dense/Softmax:softmax:0", DataType.DT_FLOAT, -1, CLASSES)
            .variable("conv2d/kernel", shape(3, 3, CHANNELS, FILTERS), kernel())
            .variable("conv2d/bias", shape(FILTERS), numbers(4, FILTERS, -1, 1));
    normalisation(model, 1);
    model.variable("depthwise/kernel", shape(3, 3, FILTERS, 1), depthwiseKernel());
    normalisation(model, 2);
    model
        .variable("dense/kernel", shape(POOLED * POOLED * FILTERS, CLASSES), denseKernel())
        .variable("dense/bias", shape(CLASSES), numbers(5, CLASSES, -1, 1));
    model.add(
        "model/conv2d/Conv2D",
        "Conv2D",
        "picture " + model.read("conv2d/kernel"),
        "T",
        DataType.DT_FLOAT,
        "strides",
        List.of(1, 1, 1, 1),
        "padding",
        "SAME");
    model.add(
        "model/conv2d/BiasAdd",
        "BiasAdd",
        "model/conv2d/Conv2D:output:0 " + model.read("conv2d/bias"),
        "T",
        DataType.DT_FLOAT);
    normalise(model, 1, "model/conv2d/BiasAdd:output:0");
    model.add("model/relu/Relu", "Relu", "model/bn1/FusedBatchNormV3:y:0");
    model.add(
        "model/pool/MaxPool",
        "MaxPool",
        "model/relu/Relu:activations:0",
        "ksize",
        List.of(1, 2, 2, 1),
        "strides",
        List.of(1, 2, 2, 1),
        "padding",
        "VALID");
    model.add(
        "model/depthwise/depthwise",
        "DepthwiseConv2dNative",
        "model/pool/MaxPool:output:0 " + model.read("depthwise/kernel"),
        "T",
        DataType.DT_FLOAT,
        "strides",
        List.of(1, 1, 1, 1),
        "padding",
        "SAME");
    normalise(model, 2, "model/depthwise/depthwise:output:0");
    model.add("model/relu6/Relu6", "Relu6", "model/bn2/FusedBatchNormV3:y:0");
    model.add(constant("model/flatten/Const", ints(shape(2), -1, POOLED * POOLED * FILTERS)));
    model.add(
        "model/flatten/Reshape",
        "Reshape",
        "model/relu6/Relu6:activations:0 model/flatten/Const:output:0",
        "T",
        DataType.DT_FLOAT);
    model.add(
        "model/dense/MatMul",
        "MatMul",
        "model/flatten/Reshape:output:0 " + model.read("dense/kernel"),
        "T",
        DataType.DT_FLOAT);
    model.add(
        "model/dense/BiasAdd",
        "BiasAdd",
        "model/dense/MatMul:product:0 " + model.read("dense/bias"),
        "T",
        DataType.DT_FLOAT);
    model.add(
        "model/dense/Softmax", "Softmax", "model/dense/BiasAdd:output:0", "T", DataType.DT_FLOAT);
    return model;
  }

  private static void normalisation(SavedModelWriter model, int layer) {
    List<String> parts = List.of("gamma", "beta", "moving_mean", "moving_variance");
    for (int i = 0; i < parts.size(); i++) {
      model.variable("bn" + layer + "/" + parts.get(i), shape(FILTERS), statistics(layer, i));
    }
  }

  private static void normalise(SavedModelWriter model, int layer, String in) {
    String name = "bn" + layer + "/";
    model.add(
        "model/" + name + "FusedBatchNormV3",
        "FusedBatchNormV3",
        in
            + " "
            + model.read(name + "gamma")
            + " "
            + model.read(name + "beta")
            + " "
            + model.read(name + "moving_mean")
            + " "
            + model.read(name + "moving_variance"),
        "T",
        DataType.DT_FLOAT,
        "U",
        DataType.DT_FLOAT,
        "epsilon",
        EPSILON,
        "is_training",
        false);
  }

  /** Returns what {@link #classifier} gives for one picture. */
  public static float[] classes(float[] picture) {
    double[] at = new double[SIDE * SIDE * FILTERS];
    float[] kernel = kernel();
    float[] bias = numbers(4, FILTERS, -1, 1);
    for (int i = 0; i < at.length; i++) {
      int filter = i % FILTERS;
      double sum = bias[filter];
      for (int k = 0; k < 9 * CHANNELS; k++) {
        int row = i / FILTERS / SIDE + k / CHANNELS / 3 - 1;
        int column = i / FILTERS % SIDE + k / CHANNELS % 3 - 1;
        if (row >= 0 && row < SIDE && column >= 0 && column < SIDE) {
          sum +=
              picture[(row * SIDE + column) * CHANNELS + k % CHANNELS]
                  * (double) kernel[k * FILTERS + filter];
        }
      }
      at[i] = Math.max(0, normalised(1, filter, sum));
    }
    return softmax(dense(depthwise(pooled(at))));
  }

  private static double normalised(int layer, int filter, double value) {
    double deviation = Math.sqrt(statistics(layer, 3)[filter] + EPSILON);
    return (value - statistics(layer, 2)[filter]) / deviation * statistics(layer, 0)[filter]
        + statistics(layer, 1)[filter];
  }

  private static double[] pooled(double[] in) {
    double[] out = new double[POOLED * POOLED * FILTERS];
    for (int i = 0; i < out.length; i++) {
      int row = i / FILTERS / POOLED * 2;
      int column = i / FILTERS % POOLED * 2;
      double most = 0;
      for (int k = 0; k < 4; k++) {
        int from = ((row + k / 2) * SIDE + column + k % 2) * FILTERS + i % FILTERS;
        most = Math.max(most, in[from]);
      }
      out[i] = most;
    }
    return out;
  }

  private static double[] depthwise(double[] in) {
    double[] out = new double[in.length];
    float[] kernel = depthwiseKernel();
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int k = 0; k < 9; k++) {
        int row = i / FILTERS / POOLED + k / 3 - 1;
        int column = i / FILTERS % POOLED + k % 3 - 1;
        if (row >= 0 && row < POOLED && column >= 0 && column < POOLED) {
          int from = (row * POOLED + column) * FILTERS + i % FILTERS;
          sum += in[from] * kernel[k * FILTERS + i % FILTERS];
        }
      }
      out[i] = Math.min(6, Math.max(0, normalised(2, i % FILTERS, sum)));
    }
    return out;
  }

  private static double[] dense(double[] in) {
    float[] kernel = denseKernel();
    float[] bias = numbers(5, CLASSES, -1, 1);
    double[] out = new double[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      out[i] = bias[i];
      for (int j = 0; j < in.length; j++) {
        out[i] += in[j] * kernel[j * CLASSES + i];
      }
    }
    return out;
  }

  private static float[] softmax(double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    float[] out = new float[logits.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (Math.exp(logits[i]) / sum);
    }
    return out;
  }

  private static float[] loopMatrix() {
    return numbers(6, LOOP_SIZE * LOOP_SIZE, -1, 1);
  }

  /**
   * Returns a model that repeats {@code x = tanh(x * matrix)} in a loop, of which the body reads
   * the matrix from a variable, and then adds 1 or 100 in a branch.
   */
  public static SavedModelWriter loop() {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, -1, LOOP_SIZE)
            .output("y", "branch:output:0", DataType.DT_FLOAT, -1, LOOP_SIZE)
            .variable("matrix", shape(LOOP_SIZE, LOOP_SIZE), loopMatrix());
    model.add(constant("zero", ints(shape(), 0)));
    model.add(constant("steps", ints(shape(), LOOP_STEPS)));
    model.add(
        "while",
        "While",
        "zero:output:0 steps:output:0 x " + SavedModelWriter.handle("matrix"),
        "cond",
        function("while_cond_7"),
        "body",
        function("while_body_8"));
    model.add("enough", "GreaterEqual", "while:output:0 steps:output:0");
    model.add(
        "branch",
        "If",
        "enough:z:0 while:output:2",
        "then_branch",
        function("then_9"),
        "else_branch",
        function("else_10"));
    FunctionDef.Builder cond = loopFunction("while_cond_7");
    cond.addNodeDef(node("Less", "Less", "i n", "T", DataType.DT_INT32));
    cond.getSignatureBuilder().addOutputArg(argument("identity", DataType.DT_BOOL));
    model.add(cond.putRet("identity", "Less:z:0").build());
    FunctionDef.Builder body = loopFunction("while_body_8");
    body.addNodeDef(constant("one", ints(shape(), 1)))
        .addNodeDef(node("next", "AddV2", "i one:output:0", "T", DataType.DT_INT32))
        .addNodeDef(node("Read", "ReadVariableOp", "matrix_resource", "dtype", DataType.DT_FLOAT))
        .addNodeDef(node("MatMul", "MatMul", "x Read:value:0", "T", DataType.DT_FLOAT))
        .addNodeDef(node("Tanh", "Tanh", "MatMul:product:0", "T", DataType.DT_FLOAT));
    body.getSignatureBuilder()
        .addOutputArg(argument("i_out", DataType.DT_INT32))
        .addOutputArg(argument("n_out", DataType.DT_INT32))
        .addOutputArg(argument("x_out", DataType.DT_FLOAT))
        .addOutputArg(argument("matrix_out", DataType.DT_RESOURCE));
    body.putRet("i_out", "next:z:0").putRet("n_out", "n").putRet("x_out", "Tanh:y:0");
    model.add(body.putRet("matrix_out", "matrix_resource").build());
    return model.add(branch("then_9", 1)).add(branch("else_10", 100));
  }

  private static FunctionDef.Builder loopFunction(String name) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    function
        .getSignatureBuilder()
        .setName(name)
        .addInputArg(argument("i", DataType.DT_INT32))
        .addInputArg(argument("n", DataType.DT_INT32))
        .addInputArg(argument("x", DataType.DT_FLOAT))
        .addInputArg(argument("matrix_resource", DataType.DT_RESOURCE));
    return function;
  }

  private static FunctionDef branch(String name, float added) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    function
        .getSignatureBuilder()
        .setName(name)
        .addInputArg(argument("x", DataType.DT_FLOAT))
        .addOutputArg(argument("y", DataType.DT_FLOAT));
    return function
        .addNodeDef(constant("Const", TensorFlowNodes.floats(shape(), added)))
        .addNodeDef(node("Add", "AddV2", "x Const:output:0", "T", DataType.DT_FLOAT))
        .putRet("y", "Add:z:0")
        .build();
  }

  /** Returns what {@link #loop} gives for one row. */
  public static float[] looped(float[] x) {
    double[] at = new double[LOOP_SIZE];
    for (int i = 0; i < LOOP_SIZE; i++) {
      at[i] = x[i];
    }
    for (int step = 0; step < LOOP_STEPS; step++) {
      double[] next = new double[LOOP_SIZE];
      for (int i = 0; i < LOOP_SIZE * LOOP_SIZE; i++) {
        next[i % LOOP_SIZE] += at[i / LOOP_SIZE] * loopMatrix()[i];
      }
      for (int i = 0; i < LOOP_SIZE; i++) {
        at[i] = Math.tanh(next[i]);
      }
    }
    float[] y = new float[LOOP_SIZE];
    for (int i = 0; i < LOOP_SIZE; i++) {
      y[i] = (float) (at[i] + 1);
    }
    return y;
  }

  /** Writes a golden of {@link #classifier} and returns its JSON file. */
  public static Path classifierGolden(Path folder) throws IOException {
    float[] picture = numbers(20, SIDE * SIDE * CHANNELS, -1, 1);
    return GoldenFolder.write(
        folder,
        new GoldenFolder.Tensor("picture", picture, 1, SIDE, SIDE, CHANNELS),
        new GoldenFolder.Tensor("classes", classes(picture), 1, CLASSES));
  }

  /** Writes a golden of {@link #loop} and returns its JSON file. */
  public static Path loopGolden(Path folder) throws IOException {
    float[] x = numbers(21, LOOP_SIZE, -1, 1);
    return GoldenFolder.write(
        folder,
        new GoldenFolder.Tensor("x", x, 1, LOOP_SIZE),
        new GoldenFolder.Tensor("y", looped(x), 1, LOOP_SIZE));
  }
}

package dev.hearth.testing;

import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.floats;
import static dev.hearth.testing.TensorFlowNodes.ints;
import static dev.hearth.testing.TensorFlowNodes.shape;

import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/**
 * Attention to what came before, by Einsum and a mask, then GELU as Keras 3 spells it; and other
 * operators that TF.js does not have, or computes otherwise.
 */
public final class TinyAttentionModel {
  private static final int STEPS = 3;
  private static final int FEATURES = 4;
  private static final int HEADS = 2;
  private static final int SIZE = 2;
  private static final int CODES = 3;

  private TinyAttentionModel() {}

  private static float[] kernel(int seed) {
    return TinySavedModels.numbers(seed, FEATURES * HEADS * SIZE, -1, 1);
  }

  /** Returns the model. */
  public static SavedModelWriter model() {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, -1, STEPS, FEATURES)
            .output("attended", "gelu:z:0", DataType.DT_FLOAT, -1, STEPS, HEADS, SIZE)
            .output("band", "band:band:0", DataType.DT_FLOAT, -1, STEPS, FEATURES)
            .output("codes", "codes:output:0", DataType.DT_FLOAT, -1, STEPS, FEATURES, CODES)
            .output("sums", "sums:out:0", DataType.DT_FLOAT, -1, STEPS, FEATURES)
            .variable("query", shape(FEATURES, HEADS, SIZE), kernel(41))
            .variable("key", shape(FEATURES, HEADS, SIZE), kernel(42))
            .add(constant("sides", ints(shape(2), STEPS, STEPS)))
            .add(
                constant(
                    "yes",
                    TensorProto.newBuilder().setDtype(DataType.DT_BOOL).addBoolVal(true).build()))
            .add(constant("all", ints(shape(), -1)))
            .add(constant("none", ints(shape(), 0)))
            .add(constant("one", ints(shape(), 1)))
            .add(constant("count", ints(shape(), CODES)))
            .add(constant("on", floats(shape(), 1)))
            .add(constant("off", floats(shape(), 0)))
            .add(constant("low", floats(shape(), -1e9f)))
            .add(constant("half", floats(shape(), 0.5f)))
            .add(constant("root", floats(shape(), (float) -Math.sqrt(0.5))));
    einsum(model, "q", "abc,cde->abde", "x " + model.read("query"));
    einsum(model, "k", "abc,cde->abde", "x " + model.read("key"));
    einsum(model, "scores", "BTNH,BSNH->BNTS", "q:output:0 k:output:0");
    model
        .add("ones", "Fill", "sides:output:0 yes:output:0", "T", DataType.DT_BOOL)
        .add(
            "mask",
            "MatrixBandPart",
            "ones:output:0 all:output:0 none:output:0",
            "T",
            DataType.DT_BOOL)
        .add(
            "masked",
            "SelectV2",
            "mask:band:0 scores:output:0 low:output:0",
            "T",
            DataType.DT_FLOAT)
        .add("weights", "Softmax", "masked:output:0", "T", DataType.DT_FLOAT);
    einsum(model, "heads", "BNTS,BSNH->BTNH", "weights:softmax:0 k:output:0");
    AttrValue.ListValue.Builder edges = AttrValue.ListValue.newBuilder().addF(-0.5f).addF(0.5f);
    return model
        .add("scaled", "Mul", "heads:output:0 root:output:0", "T", DataType.DT_FLOAT)
        .add("erfc", "Erfc", "scaled:z:0", "T", DataType.DT_FLOAT)
        .add("halves", "Mul", "erfc:y:0 half:output:0", "T", DataType.DT_FLOAT)
        .add("gelu", "Mul", "heads:output:0 halves:z:0", "T", DataType.DT_FLOAT)
        .add("sums", "Cumsum", "x all:output:0", "T", DataType.DT_FLOAT)
        .add("band", "MatrixBandPart", "x none:output:0 one:output:0", "T", DataType.DT_FLOAT)
        .add(
            "bucket", "Bucketize", "x", "boundaries", AttrValue.newBuilder().setList(edges).build())
        .add(
            "codes",
            "OneHot",
            "bucket:output:0 count:output:0 on:output:0 off:output:0",
            "T",
            DataType.DT_FLOAT);
  }

  private static void einsum(SavedModelWriter model, String name, String equation, String in) {
    model.add(name, "Einsum", in, "equation", equation, "N", 2, "T", DataType.DT_FLOAT);
  }

  private static double[] projected(float[] x, float[] kernel) {
    double[] out = new double[STEPS * HEADS * SIZE];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < FEATURES; j++) {
        out[i] +=
            x[i / (HEADS * SIZE) * FEATURES + j]
                * (double) kernel[j * HEADS * SIZE + i % (HEADS * SIZE)];
      }
    }
    return out;
  }

  /** Returns what the attention gives for one sequence, by the plainest arithmetic. */
  private static float[] attended(float[] x) {
    double[] q = projected(x, kernel(41));
    double[] k = projected(x, kernel(42));
    float[] out = new float[q.length];
    for (int step = 0; step < STEPS; step++) {
      for (int head = 0; head < HEADS; head++) {
        double[] sum = new double[SIZE];
        double total = 0;
        for (int other = 0; other <= step; other++) {
          double score = 0;
          for (int i = 0; i < SIZE; i++) {
            score += q[place(step, head, i)] * k[place(other, head, i)];
          }
          total += Math.exp(score);
          for (int i = 0; i < SIZE; i++) {
            sum[i] += Math.exp(score) * k[place(other, head, i)];
          }
        }
        for (int i = 0; i < SIZE; i++) {
          double y = sum[i] / total;
          out[place(step, head, i)] = (float) (y / 2 * (1 + erf(y * Math.sqrt(0.5))));
        }
      }
    }
    return out;
  }

  private static int place(int step, int head, int i) {
    return (step * HEADS + head) * SIZE + i;
  }

  /** By its power series. */
  private static double erf(double x) {
    double sum = 0;
    double term = x;
    for (int n = 0; n < 60; n++) {
      sum += term / (2 * n + 1);
      term *= -x * x / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /** Writes a golden and returns its JSON file. */
  public static Path golden(Path folder) throws IOException {
    float[] x = TinySavedModels.numbers(43, STEPS * FEATURES, -1, 1);
    float[] band = new float[x.length];
    float[] sums = new float[x.length];
    float[] codes = new float[x.length * CODES];
    for (int i = 0; i < x.length; i++) {
      int row = i / FEATURES;
      int column = i % FEATURES;
      band[i] = column == row || column == row + 1 ? x[i] : 0;
      sums[i] = x[i] + (column == 0 ? 0 : sums[i - 1]);
      codes[i * CODES + (x[i] < -0.5f ? 0 : x[i] < 0.5f ? 1 : 2)] = 1;
    }
    return GoldenFolder.write(
        folder,
        new GoldenFolder.Tensor("x", x, 1, STEPS, FEATURES),
        new GoldenFolder.Tensor("attended", attended(x), 1, STEPS, HEADS, SIZE),
        new GoldenFolder.Tensor("band", band, 1, STEPS, FEATURES),
        new GoldenFolder.Tensor("codes", codes, 1, STEPS, FEATURES, CODES),
        new GoldenFolder.Tensor("sums", sums, 1, STEPS, FEATURES));
  }
}

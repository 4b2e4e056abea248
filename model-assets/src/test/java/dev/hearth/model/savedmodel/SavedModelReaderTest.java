package dev.hearth.model.savedmodel;

import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.floats;
import static dev.hearth.testing.TensorFlowNodes.ints;
import static dev.hearth.testing.TensorFlowNodes.shape;
import static dev.hearth.testing.TensorFlowNodes.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.source.SourceModel;
import dev.hearth.testing.SavedModelWriter;
import dev.hearth.testing.TinySavedModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

class SavedModelReaderTest {
  @TempDir private Path folder;

  private Conversion convert(SavedModelWriter model) throws IOException {
    return Conversion.of(model, folder);
  }

  @Test
  void classifier_becomesTheGraphOfItsLayers() throws IOException {
    Conversion made = convert(TinySavedModels.classifier());

    SourceModel model = made.model();
    assertEquals("TensorFlow SavedModel, as a TF.js graph model", model.format());
    assertEquals("[picture float32[dim_0, 6, 6, 2]]", model.inputs().toString());
    assertEquals("[classes float32[dim_1, 3]]", model.outputs().toString());
    assertEquals(Set.of("classes"), model.probabilities());
    Map<String, Integer> ops = new TreeMap<>();
    made.nodes().forEach(node -> ops.merge(node.path("op").asText(), 1, Integer::sum));
    assertEquals(
        "{BiasAdd=3, Const=7, Conv2D=1, DepthwiseConv2dNative=1, Identity=1, MatMul=1, MaxPool=1,"
            + " Placeholder=1, Relu=1, Relu6=1, Reshape=1, Softmax=1}",
        ops.toString());
    assertEquals("TensorFlow 2.15.0", made.json().path("generatedBy").asText());
    assertEquals(
        List.of("2 batch normalisations or scalings were folded into the layers before them"),
        made.notes());
  }

  @Test
  void strippedAttributes_comeBack() throws IOException {
    JsonNode attributes =
        convert(TinySavedModels.classifier()).node("model/depthwise/depthwise_folded").path("attr");

    assertEquals("[\"1\",\"1\",\"1\",\"1\"]", attributes.at("/dilations/list/i").toString());
    assertEquals("TkhXQw==", attributes.at("/data_format/s").asText());
    assertEquals("U0FNRQ==", attributes.at("/padding/s").asText());
    assertEquals("DT_FLOAT", attributes.at("/T/type").asText());
  }

  @Test
  void batchNormalisation_isInTheKernelAndTheBias() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, -1, 1, 1, 1)
            .output("y", "bn:y:0", DataType.DT_FLOAT, -1, 1, 1, 2)
            .variable("kernel", shape(1, 1, 1, 2), 3, 5)
            .variable("gamma", shape(2), 2, -8)
            .variable("beta", shape(2), 0.5f, 0.25f)
            .variable("mean", shape(2), 1, -1)
            .variable("variance", shape(2), 3.75f, 15.75f);
    model.add(
        "conv",
        "Conv2D",
        "x " + model.read("kernel"),
        "T",
        DataType.DT_FLOAT,
        "strides",
        List.of(1, 1, 1, 1),
        "padding",
        "VALID");
    String statistics =
        String.join(
            " ",
            model.read("gamma"),
            model.read("beta"),
            model.read("mean"),
            model.read("variance"));
    model.add(
        "bn",
        "FusedBatchNormV3",
        "conv:output:0 " + statistics,
        "epsilon",
        0.25f,
        "is_training",
        false);

    Conversion made = convert(model);

    assertArrayEquals(new float[] {3, -10}, made.floats("kernel_folded"));
    assertArrayEquals(new float[] {-0.5f, -1.75f}, made.floats("bn_bias"));
  }

  @Test
  void batchNormalisation_ofAnythingElse_stays() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, -1, 1, 1, 2)
            .output("y", "bn:y:0", DataType.DT_FLOAT, -1, 1, 1, 2)
            .variable("v", shape(2), 3, 5);
    String v = model.read("v");
    model.add("bn", "FusedBatchNormV3", "x " + String.join(" ", v, v, v, v), "is_training", false);

    JsonNode attributes = convert(model).node("bn").path("attr");

    assertEquals(1e-4f, attributes.at("/epsilon/f").floatValue());
  }

  @Test
  void batchNormalisation_spelledOut_isFoldedIntoTheDenseLayer() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, -1, 1)
            .output("y", "add_1:z:0", DataType.DT_FLOAT, -1, 2)
            .variable("kernel", shape(1, 2), 3, 5)
            .variable("bias", shape(2), 10, 20)
            .variable("gamma", shape(2), 2, -8)
            .variable("variance", shape(2), 3.75f, 15.75f);
    model
        .add("dense", "MatMul", "x " + model.read("kernel"), "T", DataType.DT_FLOAT)
        .add("plus", "BiasAdd", "dense:product:0 " + model.read("bias"), "T", DataType.DT_FLOAT)
        .add(constant("epsilon", floats(shape(), 0.25f)))
        .add("add", "AddV2", model.read("variance") + " epsilon:output:0")
        .add("rsqrt", "Rsqrt", "add:z:0")
        .add("mul", "Mul", "rsqrt:y:0 " + model.read("gamma"))
        .add("mul_1", "Mul", "plus:output:0 mul:z:0")
        .add("add_1", "AddV2", "mul_1:z:0 epsilon:output:0");

    Conversion made = convert(model);

    assertArrayEquals(new float[] {3, -10}, made.floats("kernel_folded"));
    assertArrayEquals(new float[] {10, -40}, made.floats("mul_1_bias"));
    assertEquals(
        List.of(
            "x",
            "kernel_folded",
            "dense_folded",
            "mul_1_bias",
            "mul_1_folded",
            "epsilon",
            "add_1",
            "y"),
        made.nodes().stream().map(node -> node.path("name").asText()).toList());
  }

  @Test
  void layerWithOtherUses_isNotScaled() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, -1, 1)
            .output("dense", "dense:product:0", DataType.DT_FLOAT, -1, 2)
            .output("y", "mul:z:0", DataType.DT_FLOAT, -1, 2)
            .variable("kernel", shape(1, 2), 3, 5);
    model
        .add("dense", "MatMul", "x " + model.read("kernel"), "T", DataType.DT_FLOAT)
        .add(constant("by", floats(shape(2), 2, 4)))
        .add("mul", "Mul", "dense:product:0 by:output:0");

    Conversion made = convert(model);

    assertArrayEquals(new float[] {3, 5}, made.floats("kernel"));
    assertEquals(List.of(), made.notes());
  }

  @Test
  void shapesOfConstants_areConstants() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 6)
            .output("y", "reshape:output:0", DataType.DT_FLOAT, 2, 3)
            .output("shape", "shape:output:0", DataType.DT_INT32, 2)
            .variable("table", shape(2, 3), 1, 2, 3, 4, 5, 6)
            .add(constant("two", ints(shape(), 2)))
            .add(constant("one", ints(shape(), 1)));
    model
        .add("sum", "AddV2", "two:output:0 one:output:0")
        .add("pack", "Pack", "two:output:0 sum:z:0", "N", 2)
        .add("shape", "Shape", model.read("table"))
        .add("reshape", "Reshape", "x pack:output:0");

    Conversion made = convert(model);

    assertArrayEquals(new int[] {2, 3}, made.ints("pack_constant"));
    assertArrayEquals(new int[] {2, 3}, made.ints("shape_1_constant"));
    assertEquals("[\"x\",\"pack_constant\"]", made.node("reshape").path("input").toString());
  }

  /** As Keras 3 adds a bias. */
  @Test
  void reshapedConstants_areConstants() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 3)
            .output("y", "sum:z:0", DataType.DT_FLOAT, 3)
            .variable("bias", shape(3), 1, 2, 3)
            .add(constant("four", ints(shape(4), 1, 1, -1, 3)))
            .add(constant("two", ints(shape(), -2)));
    model
        .add("reshape", "Reshape", model.read("bias") + " four:output:0")
        .add("expand", "ExpandDims", "reshape:output:0 two:output:0")
        .add("squeeze", "Squeeze", "expand:output:0", "squeeze_dims", List.of(0, -2))
        .add("sum", "AddV2", "x squeeze:output:0");

    Conversion made = convert(model);

    assertEquals("[\"x\",\"squeeze_constant\"]", made.node("sum").path("input").toString());
    assertArrayEquals(new float[] {1, 2, 3}, made.floats("squeeze_constant"));
    assertEquals("[1,1,3]", made.json().at("/weightsManifest/0/weights/0/shape").toString());
  }

  @Test
  void constantThatCannotHaveAShape_staysToBeReshaped() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 3)
            .output("y", "sum:z:0", DataType.DT_FLOAT, 3)
            .variable("bias", shape(3), 1, 2, 3)
            .add(constant("two", ints(shape(2), -1, 2)));
    model
        .add("reshape", "Reshape", model.read("bias") + " two:output:0")
        .add("sum", "AddV2", "x reshape:output:0");

    assertEquals("Reshape", convert(model).node("reshape").path("op").asText());
  }

  @Test
  void normalisationByItsOwnStatistics_isSpelledOut() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 1, 2, 3, 1)
            .output("y", "norm:y:0", DataType.DT_FLOAT, 1, 2, 3, 1)
            .variable("scale", shape(2), 1, 2);
    String scale = model.read("scale");
    model.add(
        "norm",
        "FusedBatchNormV3",
        String.join(" ", "x", scale, scale, scale, scale),
        "data_format",
        "NCHW",
        "epsilon",
        0.5f);

    Conversion made = convert(model);

    assertArrayEquals(new int[] {0, 2, 3}, made.ints("norm/axes"));
    assertTrue(
        made.json()
            .at("/weightsManifest/0/weights")
            .toString()
            .contains("{\"name\":\"norm/Reshape_1_constant\",\"shape\":[1,2,1,1],"),
        made.json().toString());
    assertArrayEquals(new float[] {0.5f}, made.floats("norm/epsilon"));
    assertTrue(made.node("norm/Mean").at("/attr/keep_dims/b").asBoolean());
    assertEquals(
        "[\"norm/Mul_1\",\"norm/Reshape_1_constant\"]",
        made.node("norm/AddV2_1").path("input").toString());
  }

  @Test
  void index_compressedOrNot_andNamesInsteadOfRestoring_giveTheSame() throws IOException {
    Map<String, String> plain = convert(TinySavedModels.classifier()).hashes();

    assertEquals(2, plain.size());
    assertEquals(plain, convert(TinySavedModels.classifier()).hashes());
    assertEquals(plain, convert(TinySavedModels.classifier().snappy()).hashes());
    assertEquals(plain, convert(TinySavedModels.classifier().withoutRestore()).hashes());
  }

  @Test
  void types_becomeThoseOfTfjs() throws IOException {
    ByteBuffer longs = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    longs.putLong(-2).putLong(Integer.MAX_VALUE);
    ByteBuffer halves = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
    halves.putShort((short) 0x3c00).putShort((short) 0xc100).putShort((short) 1);
    SavedModelWriter model =
        new SavedModelWriter()
            .input("i", DataType.DT_INT64, 2)
            .output("sum", "sum:z:0", DataType.DT_INT64, 2)
            .output("half", "cast:y:0", DataType.DT_FLOAT, 3)
            .variable("longs", shape(2), DataType.DT_INT64, longs.array())
            .variable("halves", shape(3), DataType.DT_HALF, halves.array());
    model.add("sum", "AddV2", "i " + model.read("longs"), "T", DataType.DT_INT64);
    model.add("cast", "Cast", model.read("halves"), "DstT", DataType.DT_FLOAT);

    Conversion made = convert(model);

    assertEquals("[i int32[2]]", made.model().inputs().toString());
    assertEquals("DT_INT32", made.node("sum").at("/attr/T/type").asText());
    assertArrayEquals(new int[] {-2, Integer.MAX_VALUE}, made.ints("longs"));
    assertArrayEquals(new float[] {1, -2.5f, 0x1p-24f}, made.floats("halves"));
  }

  @Test
  void booleansAndTexts_areStoredAsTfjsDoes() throws IOException {
    TensorProto flags =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_BOOL)
            .setTensorShape(shape(3))
            .addBoolVal(true)
            .addBoolVal(false)
            .build();
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_BOOL, 3)
            .output("y", "and:z:0", DataType.DT_BOOL, 3)
            .output("same", "equal:z:0", DataType.DT_BOOL, 2)
            .add(constant("flags", flags))
            .add(constant("words", texts(List.of("a", "\u00e9"))))
            .add("and", "LogicalAnd", "x flags:output:0")
            .add("equal", "Equal", "words:output:0 words:output:0");

    Conversion made = convert(model);

    assertEquals("[x bool[3]]", made.model().inputs().toString());
    String specs = made.json().at("/weightsManifest/0/weights").toString();
    assertEquals(
        "[{\"name\":\"words\",\"shape\":[2],\"dtype\":\"string\"},"
            + "{\"name\":\"flags\",\"shape\":[3],\"dtype\":\"bool\"}]",
        specs);
    byte[] expected = {1, 0, 0, 0, 'a', 2, 0, 0, 0, (byte) 0xc3, (byte) 0xa9, 1, 0, 0};
    assertEquals(ByteBuffer.wrap(expected), made.weights());
  }

  /** As TensorFlow 1 saved: no functions, variables that are their values, one file to restore. */
  @Test
  void modelOfTensorFlow1_isReadByItsRestoringNodes() throws IOException {
    TinyFirstVersion.write(folder.resolve("first"));

    Conversion made = Conversion.of(folder.resolve("first"), folder);

    assertEquals("[x float32[2]]", made.model().inputs().toString());
    assertArrayEquals(new float[] {3, 4}, made.floats("weights"));
    assertEquals("[\"x\",\"weights\"]", made.node("add").path("input").toString());
  }

  @Test
  void embedding_isGatheredFromAConstant() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("ids", DataType.DT_INT32, -1)
            .output("rows", "gather:output:0", DataType.DT_FLOAT, -1, 2)
            .variable("table", shape(3, 2), 1, 2, 3, 4, 5, 6);
    model.add("gather", "ResourceGather", SavedModelWriter.handle("table") + " ids");

    Conversion made = convert(model);

    JsonNode gather = made.node("gather");
    assertEquals("GatherV2", gather.path("op").asText());
    assertEquals("[\"table\",\"ids\",\"gather/axis\"]", gather.path("input").toString());
    assertArrayEquals(new int[] {0}, made.ints("gather/axis"));
  }

  @Test
  void secondOutputOfANode_isNamedByItsNumber() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 5)
            .output("best", "top:indices:0", DataType.DT_INT32, 2)
            .add(constant("k", ints(shape(), 2)))
            .add("top", "TopKV2", "x k:output:0", "T", DataType.DT_FLOAT);

    Conversion made = convert(model);

    assertEquals("[\"top:1\"]", made.node("best").path("input").toString());
    assertTrue(made.node("top").at("/attr/sorted/b").asBoolean());
  }

  @Test
  void weights_areCutIntoFilesOf4MiB() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 1)
            .output("y", "add:z:0", DataType.DT_FLOAT, 2_300_000)
            .variable("big", shape(2_300_000), TinySavedModels.numbers(1, 2_300_000, 0, 1));
    model.add("add", "AddV2", "x " + model.read("big"), "T", DataType.DT_FLOAT);

    Conversion made = convert(model);

    assertEquals(
        "[\"group1-shard1of3.bin\",\"group1-shard2of3.bin\",\"group1-shard3of3.bin\"]",
        made.json().at("/weightsManifest/0/paths").toString());
    assertArrayEquals(TinySavedModels.numbers(1, 2_300_000, 0, 1), made.floats("big"));
  }
}

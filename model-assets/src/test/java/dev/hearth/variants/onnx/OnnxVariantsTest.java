package dev.hearth.variants.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.hearth.jvm.OrtJvmSessionFactory;
import dev.hearth.model.DiskFolder;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxReader;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.testing.OnnxModels;
import dev.hearth.variants.Halves;
import dev.hearth.variants.VariantKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxVariantsTest {
  private static final int INPUTS = 70;
  private static final int OUTPUTS = 300;
  @TempDir private Path folder;
  private final Scratch scratch = new Scratch();
  private final float[] values = random(INPUTS * OUTPUTS);

  @AfterEach
  void tearDown() throws IOException {
    scratch.close();
  }

  @Test
  void fp16_givesEveryWeightRounded_forAnyOperatorSet() throws IOException {
    for (int opset : new int[] {7, 13, 17}) {
      float[] found = weights(product("MatMul", opset), VariantKind.FP16);
      for (int i = 0; i < found.length; i++) {
        assertEquals(Halves.toFloat(Halves.of(values[i])), found[i]);
      }
    }
  }

  @Test
  void fp16_ofWeightsThatHalvesCannotHold_isRefused() throws IOException {
    values[4711] = 65520;
    assertRefused("no float32 weights", product("MatMul", 13), VariantKind.FP16);
    values[4711] = Float.NEGATIVE_INFINITY;
    assertTrue(
        bytes(product("MatMul", 13), VariantKind.FP16) < 4L * values.length,
        "infinity is a half too");
  }

  @Test
  void int8_isWithinHalfAStepOfItsChannelsScale() throws IOException {
    for (String op : new String[] {"MatMul 7", "MatMul 13", "Gemm 12", "Gemm 13", "Gemm^T 13"}) {
      String[] words = op.split(" ", 2);
      float[] found = weights(product(words[0], Integer.parseInt(words[1])), VariantKind.INT8);
      for (int channel = 0; channel < OUTPUTS; channel++) {
        float largest = 0;
        for (int i = channel; i < found.length; i += OUTPUTS) {
          largest = Math.max(largest, Math.abs(values[i]));
        }
        for (int i = channel; i < found.length; i += OUTPUTS) {
          assertEquals(values[i], found[i], largest / 127 * 0.501, op + i);
        }
      }
    }
  }

  @Test
  void int8_isNotFusedIntoAProductThatRoundsItsOtherInput() throws IOException {
    SourceModel model = read(product("MatMul", 13));
    List<SourceFile> files = OnnxVariants.make(model, VariantKind.INT8, scratch);
    float[] x = random(INPUTS);
    x[0] = 1000;
    x[1] = 0.25f;
    try (InferenceSession session = new OrtJvmSessionFactory().create(files.get(0).file())) {
      float[] y =
          ((FloatTensor) session.run(Map.of("x", FloatTensor.of(Shape.of(1, INPUTS), x))).get("y"))
              .values();
      float[] found = run(files);
      double expected = 0;
      for (int i = 0; i < INPUTS; i++) {
        expected += (double) x[i] * found[i * OUTPUTS];
      }
      assertEquals(expected, y[0], 1e-3);
    }
  }

  @Test
  void int8_needsAnOperatorSetThatStretchesAScale() {
    assertRefused("operator set 6", product("MatMul", 6), VariantKind.INT8);
  }

  @Test
  void int4_isWithinAStepOfItsBlocksScale() throws IOException {
    for (String op : new String[] {"MatMul", "Gemm", "Gemm^T"}) {
      float[] found = weights(product(op, 12), VariantKind.INT4);
      for (int channel = 0; channel < OUTPUTS; channel++) {
        for (int block = 0; block < INPUTS; block += 32) {
          float largest = 0;
          for (int i = block; i < Math.min(INPUTS, block + 32); i++) {
            largest = Math.max(largest, Math.abs(values[i * OUTPUTS + channel]));
          }
          for (int i = block; i < Math.min(INPUTS, block + 32); i++) {
            int at = i * OUTPUTS + channel;
            // The end without the largest value has 7 steps, and cuts what is beyond them.
            assertEquals(values[at], found[at], largest / 8 * 1.001, op + at);
          }
        }
      }
    }
  }

  @Test
  void fp16Compute_keepsFloatsAtBothEnds() throws IOException {
    ModelProto model =
        OnnxModels.model(
                OnnxModels.graph(
                        OnnxModels.node("MatMul", "product", "x", "w"),
                        OnnxModels.node("Add", "sum", "product", "bias"),
                        OnnxModels.node("ReduceMean", "mean", "sum"),
                        OnnxModels.node("Sub", "y", "sum", "mean"))
                    .addInput(OnnxModels.value("x", DataType.FLOAT, "n", "" + INPUTS))
                    .addInitializer(matrix(false))
                    .addInitializer(
                        TensorProto.newBuilder()
                            .setName("bias")
                            .setDataType(DataType.FLOAT_VALUE)
                            .addDims(1)
                            .addFloatData(1e30f))
                    .addOutput(OnnxModels.value("y", DataType.FLOAT, "n", "" + OUTPUTS)))
            .build();

    GraphProto graph = made(model, VariantKind.FP16_COMPUTE).getGraph();

    assertEquals(
        List.of("Cast", "MatMul", "Add", "Cast", "ReduceMean", "Cast", "Sub", "Cast"),
        graph.getNodeList().stream().map(NodeProto::getOpType).toList());
    assertEquals(List.of("y"), graph.getNode(7).getOutputList());
    assertEquals(2, graph.getInitializerCount());
    for (TensorProto tensor : graph.getInitializerList()) {
      assertEquals(DataType.FLOAT16_VALUE, tensor.getDataType());
    }
    assertEquals(
        Halves.of(Halves.LARGEST),
        graph
            .getInitializer(1)
            .getRawData()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .getShort());
  }

  @Test
  void weightsInsideTheGraphsOfNodes_areStoredToo() throws IOException {
    GraphProto.Builder then =
        OnnxModels.graph(constant("w"), OnnxModels.node("MatMul", "z", "x", "w"))
            .addOutput(OnnxModels.value("z", DataType.FLOAT, "n", "" + OUTPUTS));
    GraphProto.Builder otherwise =
        OnnxModels.graph(OnnxModels.node("MatMul", "z2", "x", "w"))
            .addInitializer(matrix(false))
            .addOutput(OnnxModels.value("z2", DataType.FLOAT, "n", "" + OUTPUTS));
    NodeProto.Builder choice =
        OnnxModels.node("If", "y", "c")
            .addAttribute(branch("then_branch", then))
            .addAttribute(branch("else_branch", otherwise));
    ModelProto model =
        OnnxModels.model(
                OnnxModels.graph(
                        OnnxModels.node("ReduceSum", "sum", "x")
                            .addAttribute(
                                AttributeProto.newBuilder()
                                    .setName("keepdims")
                                    .setType(AttributeType.INT)
                                    .setI(0)),
                        OnnxModels.node("Cast", "c", "sum")
                            .addAttribute(
                                AttributeProto.newBuilder()
                                    .setName("to")
                                    .setType(AttributeType.INT)
                                    .setI(DataType.BOOL_VALUE)),
                        choice)
                    .addInput(OnnxModels.value("x", DataType.FLOAT, "n", "" + INPUTS))
                    .addOutput(OnnxModels.value("y", DataType.FLOAT, "n", "" + OUTPUTS)))
            .build();

    for (VariantKind kind :
        new VariantKind[] {VariantKind.FP16, VariantKind.INT8, VariantKind.INT4}) {
      float[] found = weights(model, kind);
      for (int i = 0; i < found.length; i++) {
        assertEquals(values[i], found[i], 0.2, kind + " " + i);
      }
      for (AttributeProto inside : made(model, kind).getGraph().getNode(2).getAttributeList()) {
        for (TensorProto tensor : inside.getG().getInitializerList()) {
          assertTrue(tensor.getName().startsWith("w_"), tensor.getName());
        }
        assertEquals(
            kind == VariantKind.INT4 ? 2 : kind == VariantKind.INT8 ? 3 : 1,
            inside.getG().getInitializerCount());
      }
    }
  }

  @Test
  void externalData_staysExternal() throws IOException {
    byte[] bytes = new byte[3 + 4 * values.length];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(3)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(values);
    Files.write(folder.resolve("model.bin"), bytes);
    ModelProto.Builder model = product("MatMul", 13).toBuilder();
    TensorProto.Builder tensor = model.getGraphBuilder().getInitializerBuilder(0).clearRawData();
    tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL);
    tensor.addExternalDataBuilder().setKey("location").setValue("model.bin");
    tensor.addExternalDataBuilder().setKey("offset").setValue("3");

    List<SourceFile> files = OnnxVariants.make(read(model.build()), VariantKind.FP16, scratch);

    assertEquals(
        List.of("model.onnx", "model.onnx_data"), files.stream().map(SourceFile::path).toList());
    assertEquals(2L * values.length, files.get(1).bytes());
    assertEquals(Halves.toFloat(Halves.of(values[1])), run(files)[1]);
  }

  @Test
  void tensorsOfAnotherSizeThanTheySay_areRefused() {
    ModelProto.Builder model = product("MatMul", 13).toBuilder();
    TensorProto.Builder tensor = model.getGraphBuilder().getInitializerBuilder(0);
    tensor.setDims(0, INPUTS + 1);
    assertRefused("ask for 21300", model.build(), VariantKind.FP16);
    tensor.setDims(0, 1L << 40).setDims(1, 1L << 40);
    assertRefused("has the sizes", model.build(), VariantKind.FP16);
    tensor.setDims(0, -5);
    assertRefused("has the sizes", model.build(), VariantKind.FP16);
  }

  private long bytes(ModelProto model, VariantKind kind) throws IOException {
    return OnnxVariants.make(read(model), kind, scratch).get(0).bytes();
  }

  private void assertRefused(String sentence, ModelProto model, VariantKind kind) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> OnnxVariants.make(read(model), kind, scratch));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  private ModelProto made(ModelProto model, VariantKind kind) throws IOException {
    List<SourceFile> files = OnnxVariants.make(read(model), kind, scratch);
    run(files);
    return ModelProto.parseFrom(Files.readAllBytes(files.get(0).file()));
  }

  /** Returns a variant's weights, [inputs, outputs], as its answer to the unit matrix. */
  private float[] weights(ModelProto model, VariantKind kind) throws IOException {
    List<SourceFile> files = OnnxVariants.make(read(model), kind, scratch);
    assertEquals(1, files.size());
    assertArrayEquals(
        Files.readAllBytes(files.get(0).file()),
        Files.readAllBytes(OnnxVariants.make(read(model), kind, scratch).get(0).file()));
    assertTrue(files.get(0).bytes() < 0.6 * 4 * values.length * (kind == VariantKind.FP16 ? 2 : 1));
    return run(files);
  }

  private static float[] run(List<SourceFile> files) {
    try (InferenceSession session = new OrtJvmSessionFactory().create(files.get(0).file())) {
      float[] unit = new float[INPUTS * INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        unit[i * INPUTS + i] = 1;
      }
      FloatTensor y =
          (FloatTensor)
              session.run(Map.of("x", FloatTensor.of(Shape.of(INPUTS, INPUTS), unit))).get("y");
      return y.values();
    }
  }

  private SourceModel read(ModelProto model) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model.toByteArray());
    return OnnxReader.read(SourceFile.of("model.onnx", file), new DiskFolder(folder));
  }

  private ModelProto product(String op, int opset) {
    boolean turned = op.equals("Gemm^T");
    NodeProto.Builder node = OnnxModels.node(op.replace("^T", ""), "y", "x", "w");
    if (turned) {
      node.addAttribute(
          AttributeProto.newBuilder().setName("transB").setType(AttributeType.INT).setI(1));
    }
    ModelProto.Builder model =
        OnnxModels.model(
            OnnxModels.graph(node)
                .addInput(OnnxModels.value("x", DataType.FLOAT, "n", "" + INPUTS))
                .addInput(
                    OnnxModels.value(
                        "w",
                        DataType.FLOAT,
                        "" + (turned ? OUTPUTS : INPUTS),
                        "" + (turned ? INPUTS : OUTPUTS)))
                .addInitializer(matrix(turned))
                .addOutput(OnnxModels.value("y", DataType.FLOAT, "n", "" + OUTPUTS)));
    model.getOpsetImportBuilder(0).setVersion(opset);
    if (op.startsWith("Gemm")) {
      model
          .getGraphBuilder()
          .addInitializer(
              TensorProto.newBuilder()
                  .setName("c")
                  .setDataType(DataType.FLOAT_VALUE)
                  .addDims(1)
                  .addFloatData(0))
          .getNodeBuilder(0)
          .addInput("c");
    }
    return model.setIrVersion(3 + opset % 5).build();
  }

  private TensorProto matrix(boolean turned) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      raw.putFloat(turned ? values[i % INPUTS * OUTPUTS + i / INPUTS] : values[i]);
    }
    return TensorProto.newBuilder()
        .setName("w")
        .setDataType(DataType.FLOAT_VALUE)
        .addDims(turned ? OUTPUTS : INPUTS)
        .addDims(turned ? INPUTS : OUTPUTS)
        .setRawData(ByteString.copyFrom(raw.flip()))
        .build();
  }

  private NodeProto.Builder constant(String name) {
    return OnnxModels.node("Constant", name)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("value")
                .setType(AttributeType.TENSOR)
                .setT(matrix(false)));
  }

  private static AttributeProto.Builder branch(String name, GraphProto.Builder graph) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.GRAPH).setG(graph);
  }

  private static float[] random(int count) {
    Random random = new Random(1);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() / 4;
    }
    return values;
  }
}

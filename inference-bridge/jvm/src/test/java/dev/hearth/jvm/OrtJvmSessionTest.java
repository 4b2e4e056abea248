package dev.hearth.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.tensor.ByteTensor;
import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Float16;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.ShortTensor;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.testing.OnnxModels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OrtJvmSessionTest {
  private static final byte[] DOUBLER;

  static {
    DOUBLER =
        OnnxModels.model(
                OnnxModels.graph(OnnxModels.node("Add", "y", "x", "x"))
                    .addInput(OnnxModels.value("x", DataType.FLOAT, "batch", "3", "?"))
                    .addOutput(OnnxModels.value("y", DataType.FLOAT, "batch", "3", "?")))
            .build()
            .toByteArray();
  }

  @Test
  void run_computesWhatTheGraphSays() {
    try (InferenceSession session = session(DOUBLER)) {
      Map<String, Tensor> fetches =
          session.run(Map.of("x", FloatTensor.of(Shape.of(1, 3, 1), 1, 2, 3)));

      assertEquals(List.of("y"), List.copyOf(fetches.keySet()));
      FloatTensor y = (FloatTensor) fetches.get("y");
      assertEquals(Shape.of(1, 3, 1), y.shape());
      assertArrayEquals(new float[] {2, 4, 6}, y.values());
    }
  }

  @Test
  void inputs_nameFreeAxes() {
    try (InferenceSession session = session(DOUBLER)) {
      assertShape("[batch, 3, dim_0]", session.inputs().get(0));
      assertShape("[batch, 3, dim_1]", session.outputs().get(0));
    }
  }

  @Test
  void run_carriesEveryElementType() {
    Shape shape = Shape.of(2);
    List<Tensor> tensors =
        List.of(
            FloatTensor.of(shape, 1.5f, -2),
            IntTensor.of(shape, Integer.MIN_VALUE, 7),
            LongTensor.of(shape, Long.MIN_VALUE, 7),
            ByteTensor.of(ElementType.INT8, shape, (byte) -128, (byte) 7),
            ByteTensor.of(ElementType.UINT8, shape, (byte) 255, (byte) 7),
            ByteTensor.of(ElementType.BOOL, shape, (byte) 1, (byte) 0));
    List<DataType> types =
        List.of(
            DataType.FLOAT,
            DataType.INT32,
            DataType.INT64,
            DataType.INT8,
            DataType.UINT8,
            DataType.BOOL);
    for (int i = 0; i < tensors.size(); i++) {
      try (InferenceSession session = session(OnnxModels.unary("Identity", types.get(i), "n"))) {
        Tensor y = session.run(Map.of("x", tensors.get(i))).get("y");
        assertEquals(tensors.get(i).type(), y.type());
        assertEquals(tensors.get(i).at(0), y.at(0));
        assertEquals(tensors.get(i).at(1), y.at(1));
      }
    }
    assertEquals(6, tensors.size());
  }

  @Test
  void run_takesScalarsAndEmptyTensors() {
    try (InferenceSession session = session(OnnxModels.unary("Identity", DataType.INT64))) {
      assertEquals(
          16000, session.run(Map.of("x", LongTensor.of(Shape.of(), 16000))).get("y").at(0));
    }
    try (InferenceSession session = session(OnnxModels.unary("Identity", DataType.FLOAT, "n"))) {
      assertEquals(
          Shape.of(0), session.run(Map.of("x", FloatTensor.of(Shape.of(0)))).get("y").shape());
    }
  }

  @Test
  void run_refusesFeedsThatDoNotFit() {
    Tensor right = FloatTensor.of(Shape.of(1, 3, 1), 1, 2, 3);
    try (InferenceSession session = session(DOUBLER)) {
      assertFails(
          Code.INVALID_INPUT,
          "Expected a feed for input x, found feeds z",
          () -> session.run(Map.of("z", right)));
      assertFails(
          Code.INVALID_INPUT,
          "Expected feeds for x alone, found feeds ",
          () -> session.run(Map.of("x", right, "z", right)));
      assertFails(
          Code.INVALID_INPUT,
          "Expected x float32[batch, 3, dim_0], found float32[1, 2, 1]",
          () -> session.run(Map.of("x", FloatTensor.of(Shape.of(1, 2, 1), 1, 2))));
      assertFails(
          Code.INVALID_INPUT,
          "Expected x float32[batch, 3, dim_0], found int32[1, 3, 1]",
          () -> session.run(Map.of("x", IntTensor.of(Shape.of(1, 3, 1), 1, 2, 3))));
    }
  }

  @Test
  void close_mayBeCalledTwice() {
    InferenceSession session = session(DOUBLER);
    session.close();
    session.close();
    Tensor x = FloatTensor.of(Shape.of(1, 3, 1), 1, 2, 3);
    assertThrows(IllegalStateException.class, () -> session.run(Map.of("x", x)));
  }

  @Test
  void create_namesTensorsItCannotFeed() {
    assertFails(
        Code.UNSUPPORTED_OPERATOR,
        "Expected input x to be a tensor of a float, int8, int16, int32, int64, uint8, bool or"
            + " text, found bfloat16.",
        () -> session(OnnxModels.unary("Identity", DataType.BFLOAT16, "2")));
  }

  @Test
  void run_passesEveryTypeThrough() {
    Shape two = Shape.of(2);
    DoubleTensor doubles = DoubleTensor.of(two, 0.1, -1e300);
    assertArrayEquals(doubles.values(), ((DoubleTensor) echo(DataType.DOUBLE, doubles)).values());
    ShortTensor halves = ShortTensor.of(ElementType.FLOAT16, two, Float16.of(0.1), Float16.of(-2));
    assertArrayEquals(halves.values(), ((ShortTensor) echo(DataType.FLOAT16, halves)).values());
    ShortTensor shorts = ShortTensor.of(ElementType.INT16, two, (short) -3, (short) 30000);
    assertArrayEquals(shorts.values(), ((ShortTensor) echo(DataType.INT16, shorts)).values());
    StringTensor texts = StringTensor.of(two, "caf\u00e9", "");
    assertArrayEquals(texts.values(), ((StringTensor) echo(DataType.STRING, texts)).values());
  }

  @Test
  void float32Session_speaksFloatToHalvesAndDoubles() {
    for (DataType type : new DataType[] {DataType.FLOAT16, DataType.DOUBLE}) {
      try (InferenceSession session =
          Float32Session.over(session(OnnxModels.unary("Neg", type, "2")))) {
        assertEquals("x float32[2]", session.inputs().get(0).toString());
        Map<String, Tensor> fetches =
            session.run(Map.of("x", FloatTensor.of(Shape.of(2), 0.5F, -3)));
        assertArrayEquals(new float[] {-0.5F, 3}, ((FloatTensor) fetches.get("y")).values());
      }
    }
    InferenceSession floats = session(OnnxModels.unary("Neg", DataType.FLOAT, "2"));
    assertSame(floats, Float32Session.over(floats));
    floats.close();
  }

  private static Tensor echo(DataType type, Tensor given) {
    try (InferenceSession session = session(OnnxModels.unary("Identity", type, "2"))) {
      Tensor found = session.run(Map.of("x", given)).get("y");
      assertEquals(given.type(), found.type());
      assertEquals(given.shape(), found.shape());
      return found;
    }
  }

  @Test
  void create_namesOperatorsItLacks() {
    assertFails(
        Code.UNSUPPORTED_OPERATOR,
        "Blend",
        () -> session(OnnxModels.unary("Blend", DataType.FLOAT, "2")));
  }

  @Test
  void create_refusesOtherBytesAndProviders() {
    assertFails(
        Code.RUNTIME_FAILED,
        "Could not load model.onnx: ",
        () -> session("<!doctype html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertFails(
        Code.PROVIDER_UNAVAILABLE,
        "Expected execution provider cpu on the JVM, found webgpu",
        () -> new OrtJvmSessionFactory().create(new ModelFiles().add("m.onnx", DOUBLER), "webgpu"));
  }

  private static InferenceSession session(byte[] model) {
    return new OrtJvmSessionFactory()
        .create(new ModelFiles().add("model.onnx", model), OrtJvmSessionFactory.CPU);
  }

  private static void assertFails(Code code, String message, Executable run) {
    InferenceException e = assertThrows(InferenceException.class, run);
    assertEquals(code, e.code(), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static void assertShape(String expected, TensorInfo info) {
    assertEquals(info.name() + " float32" + expected, info.toString());
  }
}

package dev.hearth.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class GraphSignatureTest {
  private static final Charset UTF = StandardCharsets.UTF_8;
  private static final int FLOAT32 = 1;
  private static final int INT64 = 7;

  @Test
  void of_tensors_hasFixedNamedAndUnnamedAxes() {
    byte[] shape = join(dim(number(1, 3)), dim(field(2, text("batch"))), dim(new byte[0]));
    GraphSignature signature = model(field(11, value("x", tensor(FLOAT32, shape))));
    assertEquals("[x float32[3, batch, dim_2]]", signature.inputs().toString());
  }

  @Test
  void of_scalar_hasNoAxes() {
    GraphSignature signature = model(field(12, value("y", tensor(INT64, new byte[0]))));
    assertEquals("[y int64[]]", signature.outputs().toString());
  }

  @Test
  void of_inputWithInitializer_isLeftOut() {
    GraphSignature signature =
        model(
            field(11, value("x", tensor(FLOAT32, new byte[0]))),
            field(11, value("w", tensor(FLOAT32, new byte[0]))),
            field(5, field(8, text("w"))));
    assertEquals("[x float32[]]", signature.inputs().toString());
  }

  @Test
  void outputs_sequenceOfMaps_advisesWithoutZipMap() {
    byte[] map = field(5, join(number(1, INT64), field(2, tensor(FLOAT32, new byte[0]))));
    assertRefused(
        model(field(12, value("probabilities", field(4, field(1, map))))),
        "probabilities is a sequence, each a map, each value a tensor of float32",
        "zipmap");
  }

  @Test
  void outputs_sequenceOfTensors_advisesToJoinThem() {
    byte[] sequence = field(4, field(1, tensor(FLOAT32, new byte[0])));
    assertRefused(model(field(12, value("boxes", sequence))), "a sequence", "ConcatFromSequence");
  }

  @Test
  void outputs_typeWithoutTensor_isNamed() {
    int bfloat16 = 16;
    assertRefused(
        model(field(12, value("y", tensor(bfloat16, new byte[0])))), "type 16", "float32");
  }

  @Test
  void inputs_optional_saysSo() {
    byte[] optional = field(9, field(1, tensor(FLOAT32, new byte[0])));
    GraphSignature signature = model(field(11, value("mask", optional)));
    InferenceException e = assertThrows(InferenceException.class, signature::inputs);
    assertTrue(e.getMessage().contains("mask is optional"), e.getMessage());
  }

  @Test
  void of_bytesThatAreNoModel_refuses() {
    for (byte[] bytes : new byte[][] {{1}, {0x3a, 5, 1}, {(byte) 0x80}, "<html>".getBytes(UTF)}) {
      InferenceException e = assertThrows(InferenceException.class, () -> GraphSignature.of(bytes));
      assertEquals(Code.RUNTIME_FAILED, e.code());
    }
  }

  @Test
  void of_realModels_isWhatTheRuntimeTells() throws IOException {
    GraphSignature mnist = real("onnx/mnist-8/mnist-8.onnx");
    assertEquals("[Input3 float32[1, 1, 28, 28]]", mnist.inputs().toString());
    assertEquals("[Plus214_Output_0 float32[1, 10]]", mnist.outputs().toString());
    GraphSignature softmax = real("conformance/test_softmax_axis_1/model.onnx");
    assertEquals("[x float32[3, 4, 5]]", softmax.inputs().toString());
  }

  private static GraphSignature real(String path) throws IOException {
    return GraphSignature.of(Files.readAllBytes(TestData.path(path)));
  }

  private static void assertRefused(GraphSignature signature, String... parts) {
    InferenceException e = assertThrows(InferenceException.class, signature::outputs);
    assertEquals(Code.UNSUPPORTED_OPERATOR, e.code());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  private static GraphSignature model(byte[]... graphFields) {
    return GraphSignature.of(join(number(1, 9), field(7, join(graphFields))));
  }

  private static byte[] value(String name, byte[] type) {
    return join(field(1, text(name)), field(2, type));
  }

  private static byte[] tensor(int elementType, byte[] shape) {
    return field(1, join(number(1, elementType), field(2, shape)));
  }

  private static byte[] dim(byte[] dimension) {
    return field(1, dimension);
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF);
  }

  private static byte[] number(int field, int value) {
    return new byte[] {(byte) (field << 3), (byte) value};
  }

  private static byte[] field(int field, byte[] content) {
    return join(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}

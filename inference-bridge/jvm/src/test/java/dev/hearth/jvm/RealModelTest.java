package dev.hearth.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealModelTest {
  @Test
  void matmul_multipliesAsTheQuickStartSays() throws IOException {
    try (InferenceSession session = session("onnx/matmul/matmul.onnx")) {
      Map<String, Tensor> feeds = new LinkedHashMap<>();
      feeds.put("a", FloatTensor.of(Shape.of(3, 4), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
      feeds.put(
          "b", FloatTensor.of(Shape.of(4, 3), 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120));
      assertArrayEquals(
          new float[] {700, 800, 900, 1580, 1840, 2100, 2460, 2880, 3300},
          ((FloatTensor) session.run(feeds).get("c")).values());
    }
  }

  @Test
  void mnist_matchesAllGoldens() throws IOException {
    // Each case is an input of 784 values and an output of 10, from byte 0 on.
    float[] values = floats(TestData.path("onnx/mnist-8/mnist-8.golden.bin"));
    int cases = 0;
    try (InferenceSession session = session("onnx/mnist-8/mnist-8.onnx")) {
      assertEquals(List.of("Input3"), session.inputs().stream().map(i -> i.name()).toList());
      for (int at = 0; at + 794 <= values.length; at += 794, cases++) {
        FloatTensor input =
            FloatTensor.of(Shape.of(1, 1, 28, 28), Arrays.copyOfRange(values, at, at + 784));
        FloatTensor output =
            (FloatTensor) session.run(Map.of("Input3", input)).get("Plus214_Output_0");
        for (int i = 0; i < 10; i++) {
          float expected = values[at + 784 + i];
          assertEquals(expected, output.values()[i], 0.02 + 1e-4 * Math.abs(expected));
        }
      }
    }
    assertEquals(21, cases);
  }

  private static float[] floats(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static InferenceSession session(String model) throws IOException {
    byte[] bytes = Files.readAllBytes(TestData.path(model));
    return new OrtJvmSessionFactory()
        .create(new ModelFiles().add("model.onnx", bytes), OrtJvmSessionFactory.CPU);
  }
}

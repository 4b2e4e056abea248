package dev.hearth.e2e;

import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.json.Json;

/** What a published engine gave for the test data's pictures. */
final class GoldenOutputs {
  private final Map<String, Object> golden;
  private final ByteBuffer values;

  private GoldenOutputs(Map<String, Object> golden, ByteBuffer values) {
    this.golden = golden;
    this.values = values;
  }

  /** Reads a file such as {@code onnx/mnist-8/mnist-8.golden.json}. */
  static GoldenOutputs read(String file) throws IOException {
    Path json = TestData.path(file);
    Map<String, Object> golden = new Json().toType(Files.readString(json), Json.MAP_TYPE);
    byte[] bytes = Files.readAllBytes(json.resolveSibling(golden.get("bin").toString()));
    return new GoldenOutputs(golden, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Returns the values of an output of a case, of float32 or float16. */
  float[] of(String caseId, String output) {
    for (Object one : (List<?>) golden.get("cases")) {
      Map<?, ?> tested = (Map<?, ?>) one;
      if (caseId.equals(tested.get("id"))) {
        for (Object each : (List<?>) tested.get("outputs")) {
          Map<?, ?> tensor = (Map<?, ?>) each;
          if (output.equals(tensor.get("name"))) {
            return floats(tensor);
          }
        }
      }
    }
    throw new IllegalArgumentException("Expected an output " + output + " of " + caseId);
  }

  private float[] floats(Map<?, ?> tensor) {
    int offset = ((Number) tensor.get("offset")).intValue();
    int bytes = ((Number) tensor.get("bytes")).intValue();
    boolean half = "float16".equals(tensor.get("dtype"));
    float[] out = new float[bytes / (half ? 2 : 4)];
    for (int i = 0; i < out.length; i++) {
      out[i] = half ? fromHalf(values.getShort(offset + 2 * i)) : values.getFloat(offset + 4 * i);
    }
    return out;
  }

  private static float fromHalf(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double size =
        exponent == 0
            ? fraction * Math.pow(2, -24)
            : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (float) (bits < 0 ? -size : size);
  }
}

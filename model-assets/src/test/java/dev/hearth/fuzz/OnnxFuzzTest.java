package dev.hearth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as an ONNX file: a model or a refusal, soon, and nothing else. */
class OnnxFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.onnx();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10s")
  void anyBytes_areAModelOrRefused(byte[] bytes) throws IOException {
    Readers.model("model.onnx", bytes);
  }
}

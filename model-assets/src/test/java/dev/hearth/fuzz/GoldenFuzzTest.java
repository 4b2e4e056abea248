package dev.hearth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a golden file: goldens or a refusal, soon, and nothing else. */
class GoldenFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.goldens();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10s")
  void anyBytes_areGoldensOrRefused(byte[] bytes) throws IOException {
    Readers.golden(bytes);
  }
}

package dev.hearth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a zip of a model: a model or a refusal, soon, and nothing else. */
class ZipFuzzTest {
  static Stream<byte[]> seeds() throws IOException {
    return Seeds.zips();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10s")
  void anyBytes_areReadOrRefused(byte[] bytes) throws IOException {
    Readers.model("m.zip", bytes);
  }
}

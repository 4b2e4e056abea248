package dev.hearth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as an archive of Keras: a model or a refusal, soon, and nothing else. */
class KerasArchiveFuzzTest {
  static Stream<byte[]> seeds() throws IOException {
    return Seeds.kerasArchives();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10s")
  void anyBytes_areReadOrRefused(byte[] bytes) throws IOException {
    Readers.model("m.keras", bytes);
  }
}

package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.cli.ImportBed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no model, or a hostile one: one sentence, exit code 1, and nothing written. */
class MalformedInputTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  @TempDir private Path folder;

  static List<MalformedInputs.Case> inputs() throws IOException {
    return MalformedInputs.all();
  }

  @Test
  void suite_isWhole() throws IOException {
    assertEquals(74, inputs().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void isRefusedInOneSentence_andNothingIsWritten(MalformedInputs.Case input) throws IOException {
    ImportBed bed = new ImportBed(folder);
    for (Map.Entry<String, byte[]> file : input.files().entrySet()) {
      bed.write("in/" + file.getKey(), file.getValue());
    }
    Path path =
        input.files().size() == 1
            ? folder.resolve("in").resolve(input.files().keySet().iterator().next())
            : folder.resolve("in/model.json");
    Result imported = assertTimeoutPreemptively(LONGEST, () -> bed.tryImport(path));
    assertRefused(imported, input.sentence());
    if (input.inspected()) {
      Result inspected = assertTimeoutPreemptively(LONGEST, () -> bed.run("inspect", path));
      assertRefused(inspected, input.sentence());
    }
    assertFalse(Files.exists(folder.resolve("site")), "an empty models folder is left");
  }

  private static void assertRefused(Result result, String sentence) {
    assertEquals(1, result.exitCode(), result.out());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("hearth: "), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(result.err().contains("bug in hearth"), result.err());
    assertTrue(result.err().contains(sentence), result.err());
  }

  @Test
  void malformedGolden_isRefusedToo() throws IOException {
    ImportBed bed = new ImportBed(folder);
    Path model = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    for (String golden :
        List.of(
            "[".repeat(100_000),
            "{\"schema\": \"golden/1\"}",
            "{\"schema\": \"golden/1\", \"bin\": \"../x\"}",
            "{\"schema\": \"golden/1\", \"bin\": \"b\", \"cases\": 3}",
            "{\"schema\": \"golden/1\", \"bin\": \"b\", \"cases\": [{\"inputs\": [{\"name\":"
                + " \"image\", \"dtype\": \"float32\", \"shape\": [1000000000, 1, 20, 30]}]}]}")) {
      bed.write("b", "12345678");
      Path file = bed.write("g.golden.json", golden);
      assertRefused(bed.tryImport(model, "--golden", file), "olden");
    }
    assertFalse(Files.exists(folder.resolve("site")), "an empty models folder is left");
  }
}

package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.cli.ImportBed.Result;
import dev.hearth.manifest.Shard;
import dev.hearth.model.Scratch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void makePackage() throws IOException {
    bed = new ImportBed(folder);
    Path model = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    Path labels = bed.write("l.txt", "cat\ndog\nbird\n");
    bed.importModel(
        model, "--license", "MIT", "--task", "image-classification", "--labels", labels);
  }

  private Path manifest() {
    return bed.models().resolve("m/1.0.0/manifest.json");
  }

  private void change(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
  }

  private void assertWrong(String place, String sentence) {
    Result result = bed.run("verify", bed.models());
    assertEquals(1, result.exitCode(), result.out());
    assertTrue(result.out().contains("wrong  " + place + ": "), result.out());
    assertTrue(result.out().contains(sentence), result.out());
    assertEquals("", result.err());
  }

  @Test
  void siteModelAndVersion_areSound() throws IOException {
    for (String path : new String[] {"", "m", "m/1.0.0"}) {
      Result result = bed.run("verify", bed.models().resolve(path));
      assertEquals(0, result.exitCode(), result.out() + result.err());
      assertTrue(result.out().contains("Nothing is wrong: 1 version, "), result.out());
      assertTrue(result.out().contains("2 golden cases run"), result.out());
    }
    Result json = bed.run("verify", bed.models(), "--json");
    JsonNode found = JsonOutput.JSON.readTree(json.out());
    assertTrue(found.path("passed").asBoolean());
    assertEquals(2, found.path("goldenCases").asInt());
    assertEquals(1, bed.run("verify", folder).exitCode());
    assertEquals(2, bed.run("verify").exitCode());
  }

  @Test
  void flippedByte_isFound() throws IOException {
    Shard shard = bed.manifest("m", "1.0.0").variants().get(0).artifacts().get(0).shards().get(0);
    Path blob = bed.models().resolve("blobs").resolve(shard.sha256());
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.write(blob, bytes);
    assertWrong("blobs/" + shard.sha256(), "expected the SHA-256 of its name");
    Files.write(blob, new byte[3]);
    assertWrong("blobs/" + shard.sha256(), "found 3");
    Files.delete(blob);
    assertWrong("m/1.0.0/manifest.json", "which is missing");
  }

  @Test
  void manifests_areReadStrictly() throws IOException {
    change(manifest(), "\"bird\"", "\"bird\", \"fish\"");
    assertWrong("m/1.0.0/manifest.json", "a label for each of 3 values");
    change(manifest(), "\"bird\", \"fish\"", "\"bird\"");
    change(manifest(), "\"generator\"", "\"extra\": 1, \"generator\"");
    assertWrong("m/1.0.0/manifest.json", "Unknown key extra");
    change(manifest(), "\"extra\": 1, ", "");
    change(manifest(), "\"license\": \"MIT\"", "\"license\": \"unknown\"");
    Result unknown = bed.run("verify", bed.models());
    assertEquals(0, unknown.exitCode(), unknown.out());
    assertTrue(unknown.out().contains("the licence is unknown"), unknown.out());
    change(manifest(), "\"version\": \"1.0.0\"", "\"version\": \"1.0.1\"");
    assertWrong("m/1.0.0/manifest.json", "should lie at m/1.0.1");
  }

  @Test
  void otherShapesAndGoldens_areFound() throws IOException {
    change(manifest(), "\"offset\": 0", "\"offset\": 8");
    assertWrong("m/1.0.0/manifest.json", "Self-test case random-1: expected y[0]");
    change(manifest(), "\"offset\": 8", "\"offset\": 99999");
    assertWrong("m/1.0.0/manifest.json", "should lie at byte 99999");
    change(manifest(), "\"offset\": 99999", "\"offset\": 0");
    change(manifest(), "\"name\": \"image\"", "\"name\": \"picture\"");
    assertWrong("m/1.0.0/manifest.json", "and the files of fp32 have [image float32");
  }

  @Test
  void channelsAndIndex_nameWhatIsThere() throws IOException {
    Path channels = bed.models().resolve("m/channels.json");
    change(channels, "1.0.0", "2.0.0");
    assertWrong("m/channels.json", "stable is 2.0.0, and there is no such version");
    change(channels, "2.0.0", "1.0.0");
    Scratch.delete(bed.models().resolve("m"));
    assertWrong("index.json", "names m, which has no folder");
  }

  @Test
  void whatHostsRefuseOrNobodyNeeds_isFound() throws IOException {
    Files.createDirectories(bed.models().resolve(".hearth-123"));
    assertWrong(".hearth-123", "left from an import");
    Files.delete(bed.models().resolve(".hearth-123"));
    Files.delete(bed.models().resolve("m/1.0.0/MODEL_CARD.md"));
    assertWrong("m/1.0.0/MODEL_CARD.md", "has no model card");
    Path large = bed.models().resolve("blobs").resolve("f".repeat(64));
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength((25L << 20) + 1);
    }
    assertWrong("blobs/" + "f".repeat(64), "at most 26214400 (25 MiB)");
    Files.delete(large);
    Files.writeString(large, "x");
    assertTrue(
        bed.run("verify", bed.models()).out().contains("note   blobs: 1 shard is of no version"));
    assertFalse(bed.run("verify", bed.models(), "--json").out().contains("25 MiB"));
  }
}

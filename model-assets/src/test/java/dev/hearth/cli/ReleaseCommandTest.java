package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.cli.ImportBed.Result;
import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.Channels.Canary;
import dev.hearth.manifest.ModelIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases on a site without a key. */
class ReleaseCommandTest {
  @TempDir private Path folder;
  private ImportBed bed;
  private Path file;

  @BeforeEach
  void importTwoVersions() throws IOException {
    bed = new ImportBed(folder);
    file = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    importVersion("1.0.0", file);
    importVersion("2.0.0", file);
  }

  private Result importVersion(String version, Path model) {
    return bed.importModel(
        model, "--name=m", "--license=MIT", "--version=" + version, "--title=M " + version);
  }

  private Path model() {
    return bed.models().resolve("m");
  }

  private Channels channels() throws IOException {
    return Channels.parse(Files.readString(model().resolve("channels.json")));
  }

  private String hash(String version) throws IOException {
    return Sha256.of(model().resolve(version).resolve("manifest.json"));
  }

  private String title() throws IOException {
    return ModelIndex.parse(Files.readString(bed.models().resolve("index.json")))
        .models()
        .get(0)
        .title();
  }

  private Result release(String command, Object... rest) {
    Object[] words = new Object[rest.length + 3];
    words[0] = "release";
    words[1] = command;
    words[2] = model();
    System.arraycopy(rest, 0, words, 3, rest.length);
    return bed.run(words);
  }

  private void assertDone(String out, String command, Object... rest) {
    Result result = release(command, rest);
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(out, result.out().strip());
  }

  private void assertRefused(String sentence, String command, Object... rest) throws IOException {
    Map<String, String> before = bed.files();
    Result result = release(command, rest);
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertTrue(result.err().startsWith("hearth: "), result.err());
    assertEquals("", result.out());
    assertEquals(before, bed.files());
  }

  @Test
  void import_remembersWhatWasStable() throws IOException {
    assertEquals(
        new Channels(0, "2.0.0", null, List.of(), List.of("1.0.0"), Map.of(), null), channels());
  }

  @Test
  void publish_countsAndNamesTheManifests() throws IOException {
    assertDone("m release 1: stable 2.0.0, unsigned", "publish", "2.0.0");
    assertEquals(
        new Channels(
            1,
            "2.0.0",
            null,
            List.of(),
            List.of("1.0.0"),
            Map.of("1.0.0", hash("1.0.0"), "2.0.0", hash("2.0.0")),
            null),
        channels());
    Map<String, String> once = bed.files();
    assertDone("Already so: m release 1: stable 2.0.0, unsigned", "publish", "2.0.0");
    assertEquals(once, bed.files());

    assertDone("m release 2: stable 1.0.0, unsigned", "publish", "1.0.0");
    assertEquals(List.of("2.0.0"), channels().previous());
    assertEquals("M 1.0.0", title());
    assertEquals(0, bed.run("verify", bed.models()).exitCode());
    try (var listing = Files.list(bed.models())) {
      assertEquals(3, listing.count(), "no staging folder is left");
    }
  }

  @Test
  void canary_isTriedPromotedAndRolledBack() throws IOException {
    release("publish", "1.0.0");
    assertDone(
        "m release 2: stable 1.0.0, canary 2.0.0 for 10 %, unsigned", "canary", "2.0.0", "10%");
    assertEquals(new Canary("2.0.0", 10), channels().canary());
    assertEquals("M 1.0.0", title());
    assertDone(
        "m release 3: stable 1.0.0, canary 2.0.0 for 50 %, unsigned",
        "publish", "2.0.0", "--canary", "50");
    assertDone("m release 4: stable 1.0.0, unsigned", "canary", "off");
    assertRefused("There is no canary of m to promote", "promote");
    release("canary", "2.0.0", "50%");

    assertDone("m release 6: stable 2.0.0, unsigned", "promote");
    assertNull(channels().canary());
    assertEquals(List.of("1.0.0"), channels().previous());
    assertEquals("M 2.0.0", title());
    assertDone("m release 7: stable 1.0.0, unsigned", "rollback");
    assertEquals(List.of(), channels().previous());
    assertEquals("M 1.0.0", title());
    assertEquals(Set.of("1.0.0", "2.0.0"), channels().manifests().keySet());
    assertRefused("there is no earlier version to go back to: publish one", "rollback");
  }

  @Test
  void canary_refusesWhatMakesNoSense() throws IOException {
    assertRefused("2.0.0 is stable already", "canary", "2.0.0", "10%");
    assertRefused("There is no version 3.0.0 of m", "canary", "3.0.0", "10%");
    assertEquals(2, release("canary", "1.0.0").exitCode());
    assertEquals(2, release("canary", "off", "10%").exitCode());
    assertEquals(2, release("canary", "1.0.0", "101%").exitCode());
    assertEquals(2, release("canary", "1.0.0", "ten").exitCode());
    assertRefused("Expected a version such as 1.0.0, found ../m", "publish", "../m");
    assertEquals(2, bed.run("release").exitCode());
    assertEquals(1, bed.run("release", "publish", folder, "1.0.0").exitCode());
  }

  @Test
  void blockedStable_givesWayToTheLastGoodOne() throws IOException {
    importVersion("3.0.0", file);
    release("block", "2.0.0");
    assertEquals("3.0.0", channels().stable());

    Result result = release("block", "3.0.0");
    assertEquals(
        "m release 2: stable 1.0.0, blocked 2.0.0 and 3.0.0, unsigned", result.out().strip());
    assertEquals(
        List.of("note: not back to 2.0.0: it is blocked", "note: back to 1.0.0"),
        result.err().lines().toList());
    assertRefused("no earlier version to take its place: publish another", "block", "1.0.0");
    assertRefused("3.0.0 of m is blocked: hearth release unblock", "publish", "3.0.0");
    assertRefused("1.0.0 of m is not blocked", "unblock", "1.0.0");
    assertDone("m release 3: stable 1.0.0, blocked 2.0.0, unsigned", "unblock", "3.0.0");
    assertDone("m release 4: stable 3.0.0, blocked 2.0.0, unsigned", "publish", "3.0.0");
    assertEquals(0, bed.run("verify", bed.models()).exitCode());
  }

  @Test
  void block_withForce_leavesNoVersion() throws IOException {
    release("block", "2.0.0");
    assertRefused("or --force to have nobody get the model", "block", channels().stable());
    String only = channels().stable();

    Result result = release("block", only, "--force");

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.err().contains("nobody gets m until a version is published"), result.err());
    assertEquals(only, channels().stable());
    assertTrue(channels().blocked().contains(only));
    Result verified = bed.run("verify", bed.models());
    assertEquals(0, verified.exitCode(), verified.out());
    assertTrue(verified.out().contains("which is blocked: nobody gets the model"), verified.out());
  }

  @Test
  void blockedCanary_ends() throws IOException {
    release("canary", "1.0.0", "10%");
    Result result = release("block", "1.0.0");
    assertEquals("m release 2: stable 2.0.0, blocked 1.0.0, unsigned", result.out().strip());
    assertEquals("note: the canary 1.0.0 ends", result.err().strip());
    assertTrue(release("block", "0.5.0").err().contains("no version 0.5.0 here: devices"));
  }

  @Test
  void whatVerifyRefuses_isNotOffered() throws IOException {
    importVersion("3.0.0", bed.write("other.onnx", TinyModels.classifier("Relu")));
    release("publish", "2.0.0");
    Files.delete(model().resolve("1.0.0/MODEL_CARD.md"));
    assertRefused("m 1.0.0 cannot be offered: m/1.0.0/MODEL_CARD.md", "publish", "1.0.0");
    Path broken = model().resolve("3.0.0/manifest.json");
    Files.writeString(broken, Files.readString(broken).replace("\"M 3.0.0\"", "\"Other\""));
    assertRefused("its manifest.json has changed since it was released", "publish", "3.0.0");
    Files.writeString(broken, "{");
    assertRefused("m 3.0.0 cannot be offered: ", "canary", "3.0.0", "1%");
    Result wrong = bed.run("verify", bed.models());
    assertEquals(1, wrong.exitCode());
    assertTrue(
        wrong.out().contains("wrong  m/3.0.0/manifest.json: expected the SHA-256 of channels"),
        wrong.out());
  }

  @Test
  void rollback_passesOverWhatIsNotSound() throws IOException {
    importVersion("3.0.0", file);
    Files.delete(model().resolve("2.0.0/MODEL_CARD.md"));
    Result result = release("rollback");
    assertEquals("m release 1: stable 1.0.0, unsigned", result.out().strip());
    assertTrue(result.err().contains("not back to 2.0.0: m/2.0.0/MODEL_CARD.md"), result.err());
  }

  @Test
  void import_leavesReleasedChannelsAsTheyAre() throws IOException {
    release("publish", "2.0.0");
    String before = Files.readString(model().resolve("channels.json"));
    Result result = importVersion("3.0.0", file);
    assertEquals(before, Files.readString(model().resolve("channels.json")));
    assertTrue(
        result
            .err()
            .contains("go on offering version 2.0.0: hearth release publish " + model() + " 3.0.0"),
        result.err());
    assertEquals("M 2.0.0", title());
    Result again =
        bed.tryImport(file, "--name=m", "--version=2.0.0", "--license=Apache-2.0", "--force");
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("was released, and its manifest is known"), again.err());
    importVersion("2.0.0", file);
    assertDone("m release 2: stable 3.0.0, unsigned", "publish", "3.0.0");
  }

  @Test
  void list_tellsChannelsAndSharedBytes() throws IOException {
    importVersion("0.5.0", bed.write("other.onnx", TinyModels.classifier("Relu")));
    release("canary", "1.0.0", "10%");
    release("block", "0.5.0");
    for (Path path : List.of(model(), bed.models())) {
      JsonNode one = JsonOutput.JSON.readTree(bed.run("release", "list", path, "--json").out());
      assertEquals(1, one.size());
      assertEquals("unsigned", one.get(0).path("signature").asText());
      assertEquals(2, one.get(0).path("release").asInt());
      JsonNode versions = one.get(0).path("versions");
      assertEquals(
          List.of("0.5.0 blocked none", "1.0.0 canary same", "2.0.0 stable same"),
          List.of(line(versions.get(0)), line(versions.get(1)), line(versions.get(2))));
      long bytes = versions.get(1).path("bytes").asLong();
      assertEquals(bytes, versions.get(1).path("sharedBytes").asLong());
      assertEquals(bytes, versions.get(2).path("sharedBytes").asLong());
      assertEquals(0, versions.get(0).path("sharedBytes").asLong());
      assertTrue(versions.get(0).path("bytes").asLong() > 0);
    }
    List<String> lines = release("list").out().lines().toList();
    assertEquals(
        "m release 2: stable 2.0.0, canary 1.0.0 for 10 %, blocked 0.5.0, unsigned", lines.get(0));
    assertTrue(lines.get(2).matches(" {2}1\\.0\\.0 +canary 10 % .* manifest as released"));
    assertTrue(lines.get(1).endsWith("manifest not in channels.json"), lines.get(1));
  }

  private static String line(JsonNode version) {
    return version.path("version").asText()
        + " "
        + version.path("channel").asText()
        + " "
        + version.path("manifest").asText();
  }

  @Test
  void prune_deletesWhatIsNotOfferedAndItsShards() throws IOException {
    importVersion("3.0.0", bed.write("other.onnx", TinyModels.classifier("Relu")));
    release("publish", "2.0.0");
    release("publish", "1.0.0");
    importVersion("4.0.0", bed.write("later.onnx", TinyModels.classifier("Sigmoid")));
    release("block", "3.0.0");
    Map<String, String> before = bed.files();
    String dry = release("prune", "--dry-run").out();
    assertTrue(dry.startsWith("  m 3.0.0\nWould delete 1 version and "), dry);
    assertEquals(before, bed.files());

    Result done = release("prune", "--keep", "0", "--json");
    assertEquals(0, done.exitCode(), done.err());
    JsonNode json = JsonOutput.JSON.readTree(done.out());
    assertEquals(
        "[\"2.0.0\",\"3.0.0\"]".replace("2.0.0", "m 2.0.0").replace("3.0.0", "m 3.0.0"),
        json.path("versions").toString());
    assertTrue(json.path("blobs").asInt() > 0);
    assertFalse(Files.exists(model().resolve("3.0.0")));
    assertFalse(Files.exists(model().resolve("2.0.0")));
    assertEquals(Set.of("1.0.0"), channels().manifests().keySet());
    assertEquals(List.of(), channels().previous());
    assertEquals(List.of("3.0.0"), channels().blocked());
    Result verified = bed.run("verify", bed.models());
    assertEquals(0, verified.exitCode(), verified.out());
    assertFalse(verified.out().contains("of no version"), verified.out());
    assertTrue(
        release("prune").out().startsWith("Deleted 0 versions and 0 files of shards, 0 bytes"));
  }

  @Test
  void prune_deletesNothingWhereItCannotKnow() throws IOException {
    bed.importModel(file, "--name=other");
    Path manifest = bed.models().resolve("other/1.0.0/manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, "{");
    assertRefused("manifest.json", "prune", "--keep=0");
    Files.writeString(manifest, text);
    Files.createDirectories(bed.models().resolve(".hearth-1"));
    assertRefused("is going on, or was cut off", "prune", "--keep=0");
    assertEquals(2, release("prune", "--keep=-1").exitCode());
  }

  @Test
  void help_isThere() {
    for (String command :
        List.of(
            "publish",
            "canary",
            "promote",
            "rollback",
            "block",
            "unblock",
            "list",
            "prune",
            "keygen")) {
      Result help = bed.run("release", command, "--help");
      assertEquals(0, help.exitCode());
      assertTrue(help.out().contains("Usage: hearth release " + command), help.out());
      assertTrue(help.out().contains("--json"), help.out());
      assertTrue(help.out().contains("Exit codes: 0 done"), help.out());
      assertFalse(help.out().contains("%%"), help.out());
    }
    assertNotNull(bed.run("release", "--help").out());
  }
}

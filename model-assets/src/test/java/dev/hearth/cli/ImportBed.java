package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Shard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs {@code hearth import} as a person would, into a folder of its own. */
final class ImportBed {
  private final Path folder;

  ImportBed(Path folder) {
    this.folder = folder;
  }

  record Result(int exitCode, String out, String err) {}

  Path models() {
    return folder.resolve("site/models");
  }

  Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(Files.createDirectories(folder).resolve(name), text);
  }

  Result run(Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = HearthCli.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(words.toArray(new String[0]));
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** Imports with success. */
  Result importModel(Object path, Object... options) {
    Result result = tryImport(path, options);
    assertEquals(0, result.exitCode(), result.err());
    return result;
  }

  Result tryImport(Object path, Object... options) {
    List<Object> words = new ArrayList<>(List.of("import", path, "--out", models()));
    words.addAll(List.of(options));
    return run(words.toArray());
  }

  /** Asserts that an import ends with exit code 1 and one sentence, and writes nothing. */
  void assertRefused(String sentence, Object path, Object... options) throws IOException {
    Map<String, String> before = files();
    Result result = tryImport(path, options);
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertTrue(result.err().startsWith("hearth: "), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(result.err().contains("bug in hearth"), result.err());
    assertFalse(result.err().contains("/hearth-"), result.err());
    assertEquals("", result.out());
    assertEquals(before, files());
  }

  /** Returns the hash of every file of the models folder, by its path there. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.exists(models())) {
      try (Stream<Path> paths = Files.walk(models())) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          files.put(models().relativize(path).toString(), Sha256.of(path));
        }
      }
    }
    return files;
  }

  ModelManifest manifest(String name, String version) throws IOException {
    return ModelManifest.parse(
        Files.readString(models().resolve(name).resolve(version).resolve("manifest.json")));
  }

  /** Returns a file put together from its shards, each of which must be what its name says. */
  byte[] join(Artifact artifact) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Shard shard : artifact.shards()) {
      byte[] bytes = Files.readAllBytes(models().resolve("blobs").resolve(shard.sha256()));
      assertEquals(shard.sha256(), Sha256.of(bytes));
      assertEquals(shard.bytes(), bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }
}

package dev.hearth.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenPackageTest {
  private static final byte[] ONE = {1, 2, 3};
  private static final byte[] TWO = {4, 5};

  private final List<ModelFile> files = new ArrayList<>();

  @Test
  void package_isFoundAndChecked() throws IOException {
    add("m/1.0.0/manifest.json", manifest("1.0.0"));
    add("blobs/" + hash(ONE), ONE);
    add("elsewhere/" + hash(TWO), TWO);
    List<Long> told = new ArrayList<>();

    GivenPackage found = only();

    assertEquals("m", found.manifest().name());
    assertEquals(List.of(hash(ONE), hash(TWO)), List.copyOf(found.shards().keySet()));
    assertEquals(5, found.check(GivenPackageTest::hash, told::add));
    assertEquals(List.of(3L, 5L), told);
  }

  @Test
  void otherBytes_areNamedWithBothHashes() throws IOException {
    add("m/1.0.0/manifest.json", manifest("1.0.0"));
    add("blobs/" + hash(ONE), ONE);
    byte[] other = {4, 6};
    add("blobs/" + hash(TWO), other);

    String refusal = refusal();

    assertEquals(
        "blobs/"
            + hash(TWO)
            + " (part 2 of 2 of model.onnx) is not the file that m/1.0.0/manifest.json names:"
            + " expected SHA-256 "
            + hash(TWO)
            + ", found SHA-256 "
            + hash(other),
        refusal);
  }

  @Test
  void otherSize_isNamedWithBothSizes() throws IOException {
    add("manifest.json", manifest("1.0.0"));
    add(hash(ONE), ONE);
    add(hash(TWO), new byte[] {4, 5, 6});

    String refusal = refusal();

    assertTrue(refusal.endsWith("expected 2 bytes, found 3 bytes"), refusal);
  }

  @Test
  void missingShard_isNamed() throws IOException {
    add("manifest.json", manifest("1.0.0"));
    add(hash(ONE), ONE);

    String refusal = refusal();

    assertTrue(
        refusal.startsWith(
            "manifest.json needs the file " + hash(TWO) + " (part 2 of 2 of model.onnx)"),
        refusal);
  }

  @Test
  void channels_chooseTheStableVersionAndSealItsManifest() throws IOException {
    add("m/1.0.0/manifest.json", manifest("1.0.0"));
    add("m/2.0.0/manifest.json", manifest("2.0.0"));
    add(
        "m/channels.json",
        "{\"stable\": \"1.0.0\", \"manifests\": {\"1.0.0\": \"" + hash(ONE) + "\"}}");
    add("blobs/" + hash(ONE), ONE);
    add("blobs/" + hash(TWO), TWO);

    assertEquals("1.0.0", only().manifest().version());
    String refusal = refusal();
    assertTrue(
        refusal.startsWith("m/1.0.0/manifest.json is not the file that channels.json names"),
        refusal);
  }

  @Test
  void damagedManifest_isRefusedByItsPlace() {
    add("m/1.0.0/manifest.json", manifest("1.0.0").replace("\"task\"", "\"tusk\""));

    BadInputException e = assertThrows(BadInputException.class, () -> GivenPackage.in(files));

    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("m/1.0.0/manifest.json: "), message);
    assertTrue(message.contains("task"), message);
  }

  @Test
  void otherManifests_areNone() throws IOException {
    add("manifest.json", "{\"name\": \"An app\", \"icons\": []}");
    add("model.onnx", ONE);

    assertEquals(List.of(), GivenPackage.in(files));
  }

  private GivenPackage only() throws IOException {
    List<GivenPackage> found = GivenPackage.in(files);
    assertEquals(1, found.size());
    return found.get(0);
  }

  private String refusal() throws IOException {
    GivenPackage found = only();
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> found.check(GivenPackageTest::hash, bytes -> {}));
    return String.valueOf(e.getMessage());
  }

  private void add(String path, String text) {
    add(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String path, byte[] content) {
    files.add(new MemoryFile(path, content));
  }

  private static String manifest(String version) {
    return """
        {"schema": 1, "name": "m", "version": "%s", "title": "M", "license": "MIT",
         "task": "tensors", "runtime": "onnx",
         "variants": [{"name": "fp32", "artifacts": [{"path": "model.onnx", "shards": [
           {"sha256": "%s", "bytes": 3}, {"sha256": "%s", "bytes": 2}]}]}],
         "inputs": [], "outputs": [], "labels": [], "preprocessing": {}, "generator": "test"}
        """
        .formatted(version, hash(ONE), hash(TWO));
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

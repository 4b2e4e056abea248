package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.cli.ImportBed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteCommandTest {
  private static final String START = "default-src 'none'; script-src 'self'; ";
  private static final String END = "base-uri 'none'; frame-ancestors 'none'";
  private static final String OWN = "connect-src 'self'; img-src 'self' data:; ";
  private static final String WIDE =
      "connect-src 'self' https://images.example http://localhost:8000;"
          + " img-src 'self' data: https://images.example; ";

  private Path site;
  private ImportBed bed;

  @BeforeEach
  void build(@TempDir Path folder) throws IOException {
    bed = new ImportBed(folder);
    site = Files.createDirectories(folder.resolve("built"));
    write("_headers", "/*\n  Content-Security-Policy: " + START + OWN + END + "\n  X-A: b\n");
    write("nginx.conf", "  \"~^/.*$\" \"" + START + OWN + END + "\";\n");
    write("models/index.json", "{\"models\": []}");
    write("samples/1.png", "");
    write("texts/de.json", "{}");
  }

  @Test
  void hosts_areWrittenIntoThePoliciesAndTakenBack() throws IOException {
    Path other = Files.writeString(site.resolveSibling("own.conf"), START + OWN + END);
    settings(
        """
        {"title": "Herbarium", "imageHosts": ["https://images.example"],
         "samples": {"image-classification": ["samples/1.png", "https://images.example/2.png"]},
         "endpoint": {"url": "http://localhost:8000/x", "protocol": "open-inference-v2"}}
        """);

    Result result = bed.run("site", site, other);

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(
        result.out().contains("Herbarium may talk to https://images.example, http://localhost"),
        result.out());
    assertEquals(
        "/*\n  Content-Security-Policy: " + START + WIDE + END + "\n  X-A: b\n", read("_headers"));
    assertEquals("  \"~^/.*$\" \"" + START + WIDE + END + "\";\n", read("nginx.conf"));
    assertEquals(START + WIDE + END, Files.readString(other));
    assertTrue(bed.run("site", site).out().contains("agree with it already"));

    Files.delete(site.resolve("site.json"));
    assertEquals(0, bed.run("site", site).exitCode());
    assertEquals(
        "/*\n  Content-Security-Policy: " + START + OWN + END + "\n  X-A: b\n", read("_headers"));
  }

  @Test
  void settingsThatAreNotInOrder_changeNothing() throws IOException {
    assertRefused("{\"imageHosts\": [\"images.example\"]}", "origins such as");
    assertRefused("{\"models\": [\"digits\"]}", "expected models to name a model of this site");
    assertRefused("{\"samples\": {\"digits\": []}}", "expected samples to name");
    assertRefused("{\"samples\": {\"tensors\": [\"samples/2.png\"]}}", "a file of this site");
    assertRefused("{\"samples\": {\"tensors\": [\"https://a.org/2.png\"]}}", "one of imageHosts");
    assertRefused("{\"languages\": [\"en\", \"fr\"]}", "expected languages to name en, or");
    assertRefused("{\"texts\": {\"fr\": {}}}", "expected texts to name one of languages");
  }

  @Test
  void folderThatIsNoSite_isRefused() throws IOException {
    Result result = bed.run("site", site.resolve("models"));
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("Expected the folder of a built site"), result.err());

    write("netlify.toml", "[build]");
    result = bed.run("site", site);
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("netlify.toml to have the policy"), result.err());
  }

  private void assertRefused(String settings, String reason) throws IOException {
    settings(settings);
    String before = read("_headers");
    Result result = bed.run("site", site);
    assertEquals(1, result.exitCode(), settings);
    assertTrue(result.err().contains(reason), result.err());
    assertEquals(before, read("_headers"));
  }

  private void settings(String json) throws IOException {
    write("site.json", json);
  }

  private void write(String path, String text) throws IOException {
    Path file = site.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String read(String path) throws IOException {
    return Files.readString(site.resolve(path));
  }
}

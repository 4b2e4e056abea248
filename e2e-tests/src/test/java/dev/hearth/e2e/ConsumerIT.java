package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program of someone else: built by src/consumer's own pom, from installed artifacts alone. */
class ConsumerIT {
  private static final Path CONSUMER =
      Path.of(System.getProperty("hearth.consumer", "target/consumer"));

  @Test
  void program_readsAPictureInTheBrowser(@TempDir Path folder) throws IOException {
    Path root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    SiteCopy.copy(CONSUMER.resolve("src/main/web"), root.resolve("reader"));
    SiteCopy.copy(CONSUMER.resolve("target/web"), root.resolve("reader"));
    try (SiteProcess site = SiteProcess.start(root);
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.open(site.url("/reader/"));
      assertEquals(
          "3",
          browser.waitForScript("document.getElementById('digit').textContent.trim() || null"));
      browser.watch().assertQuiet(site.origin());
    }
  }

  @Test
  void program_passedItsOwnTestOnTheJvm() throws IOException {
    String report =
        Files.readString(
            CONSUMER.resolve("target/surefire-reports/com.example.DigitReaderTest.txt"));
    assertTrue(report.contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"), report);
  }

  @Test
  void build_importedAModel() throws IOException {
    String version = "models/digits/1.0.0/manifest.json";
    assertEquals(
        -1,
        Files.mismatch(
            SiteCopy.built().resolve(version), CONSUMER.resolve("target").resolve(version)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "js", "onnx", "tfjs", "browser", "jvm"})
  void library_hasSourcesAndJavadoc(String module) {
    Path jar =
        Path.of("../inference-bridge", module, "target", "hearth-" + module + "-0.1.0-SNAPSHOT");
    assertTrue(Files.isRegularFile(Path.of(jar + "-sources.jar")), module);
    assertTrue(Files.isRegularFile(Path.of(jar + "-javadoc.jar")), module);
  }
}

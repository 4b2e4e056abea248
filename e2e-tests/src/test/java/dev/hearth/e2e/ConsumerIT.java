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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
          "3", browser.waitForScript("document.getElementById('digit').textContent.trim()"));
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
  void artifacts_carrySourcesAndJavadoc() throws IOException {
    Path installed = Path.of(System.getProperty("hearth.repository", "target/repository"));
    for (String module : List.of("core", "js", "onnx", "tfjs", "browser", "jvm", "parity")) {
      try (Stream<Path> files = Files.walk(installed.resolve("dev/hearth/hearth-" + module))) {
        List<String> names = files.map(file -> file.getFileName().toString()).toList();
        assertTrue(names.stream().anyMatch(name -> name.endsWith("-sources.jar")), module);
        assertTrue(names.stream().anyMatch(name -> name.endsWith("-javadoc.jar")), module);
      }
    }
  }
}

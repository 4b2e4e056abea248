package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Times the library beside hand-written JavaScript, in one browser under the site's own headers.
 * Fails where the two do not give the same, never for a time. Run by {@code mvn -Pbenchmark
 * verify}.
 */
@Isolated("It measures times.")
class SpeedBenchmark {
  private static final List<String> PHOTOS = List.of("selfie_1600", "kimono");

  @Test
  void compare(@TempDir Path folder) throws IOException {
    Path compiled = Path.of(System.getProperty("hearth.benchmark"));
    Path sources = Path.of("src/benchmark");
    SiteCopy.copy(SiteCopy.built().resolve("_headers"), folder.resolve("_headers"));
    SiteCopy.copy(sources.resolve("web"), folder);
    SiteCopy.copy(compiled, folder.resolve("benchmark"));
    SiteCopy.copy(
        sources.resolve("node_modules/@huggingface/transformers/dist/transformers.min.js"),
        folder.resolve("transformers.min.js"));
    Path data = folder.resolve("testdata");
    SiteCopy.copy(TestData.path("tokenizers"), data);
    for (String photo : PHOTOS) {
      SiteCopy.copy(TestData.path("images/" + photo + ".jpg"), data.resolve(photo + ".jpg"));
      SiteCopy.copy(
          TestData.path("parity/image/" + photo + ".pil-bilinear-direct224.u8"),
          data.resolve(photo + ".u8"));
    }
    try (SiteProcess site = SiteProcess.start(folder);
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(15));
      browser.open(site.url("/"));
      browser.waitForScript("window.ready");
      List<?> found =
          (List<?>)
              browser
                  .driver()
                  .executeAsyncScript(
                      "const done = arguments[0];"
                          + "runBenchmark().then(done, e => done(['failed: ' + e.stack]))");
      String table = found.get(0).toString();
      assertTrue(found.size() == 2, table);
      Path json = compiled.resolveSibling("benchmark.json");
      Files.writeString(json, found.get(1) + "\n");
      System.out.println(table + "\nWritten to " + json.toAbsolutePath());
    }
  }
}

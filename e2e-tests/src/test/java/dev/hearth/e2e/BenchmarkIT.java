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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.json.Json;

/**
 * Ours beside hand-written JavaScript of the same algorithms, and beside transformers.js, in one
 * run of Chromium. It fails where results differ, never for the times, which it prints.
 */
@Tag("benchmark")
class BenchmarkIT {
  private static final String PICTURES =
      """
      [{"image": "images/selfie_1600.jpg", "file": "%1$s/selfie_1600.pil-bilinear-s256c224.u8"},
       {"image": "images/kimono.jpg", "file": "%1$s/kimono.pil-bilinear-s256c224.u8"}]
      """
          .formatted("parity/image");

  @Test
  void oursBesideOthers(@TempDir Path folder) throws IOException {
    Path results = Path.of(System.getProperty("hearth.benchmark"));
    Path npm = Path.of("src/benchmark/node_modules/@huggingface/transformers/dist");
    SiteCopy.copy(SiteCopy.built().resolve("_headers"), folder.resolve("_headers"));
    SiteCopy.copy(Path.of("src/benchmark/web"), folder);
    SiteCopy.copy(results.resolve("compiled"), folder.resolve("compiled"));
    Files.createDirectories(folder.resolve("vendor"));
    SiteCopy.copy(npm.resolve("transformers.min.js"), folder.resolve("vendor/transformers.min.js"));
    for (String part : List.of("parity/image", "images", "tokenizers")) {
      SiteCopy.copy(TestData.path(part), folder.resolve("data").resolve(part));
    }
    try (SiteProcess site = SiteProcess.start(folder);
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
      browser.open(site.url("/"));
      browser.waitForScript("window.ready");
      String json =
          browser
              .driver()
              .executeAsyncScript(
                  "const done = arguments[1];"
                      + "benchmark(JSON.parse(arguments[0])).then(done, e => done('failed: ' + e))",
                  PICTURES)
              .toString();
      assertTrue(json.startsWith("["), json);
      Path file = Files.writeString(results.resolve("benchmark.json"), json);
      List<Map<String, Object>> rows = new Json().toType(json, List.class);
      System.out.println(table(rows) + "As JSON: " + file);
    }
  }

  private static String table(List<Map<String, Object>> rows) {
    StringBuilder out = new StringBuilder();
    out.append(line("median of a run in ms", "ours", "by hand", "ratio", "transformers.js"));
    for (Map<String, Object> row : rows) {
      Map<?, ?> medians = (Map<?, ?>) row.get("medians");
      out.append(
          line(
              row.get("name"),
              number(medians.get("ours")),
              number(medians.get("handwritten")),
              number(row.get("ratio")),
              number(medians.get("transformers.js"))));
      if (row.get("levels") instanceof Map<?, ?> levels) {
        out.append(
            line(
                "  levels of error against Pillow",
                number(levels.get("ours")),
                number(levels.get("handwritten")),
                "",
                number(levels.get("transformers.js"))));
      }
    }
    return out.toString();
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-36s %9s %9s %7s %16s%n", cells);
  }

  private static String number(Object value) {
    return value instanceof Number number
        ? String.format(Locale.ROOT, "%.2f", number.doubleValue())
        : "";
  }
}

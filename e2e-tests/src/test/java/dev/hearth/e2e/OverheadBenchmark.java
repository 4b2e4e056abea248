package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.opentest4j.TestAbortedException;

/**
 * Times runs through hearth.js beside runs on the runtimes themselves, in one browser under the
 * site's own headers. Fails where the two do not give the same, never for a time. Run by {@code mvn
 * -Pbenchmark verify}.
 */
@Isolated("It measures times.")
class OverheadBenchmark {
  private static final Map<String, String> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put("mnist-8", "onnx/mnist-8");
    MODELS.put("squeezenet", "onnx/squeezenet-fp16");
    MODELS.put("ultraface", "onnx/ultraface-rfb-320");
    MODELS.put("doodlenet", "tfjs/doodlenet");
  }

  @Test
  void compare(@TempDir Path folder) throws IOException {
    Path sources = Path.of("src/benchmark");
    for (String part : List.of("_headers", "hearth.js", "app", "vendor")) {
      SiteCopy.copy(SiteCopy.built().resolve(part), folder.resolve(part));
    }
    SiteCopy.copy(sources.resolve("overhead"), folder);
    SiteCopy.copy(sources.resolve("web/inputs.js"), folder.resolve("inputs.js"));
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, String> model : MODELS.entrySet()) {
      try {
        SiteCopy.copy(
            TestData.path(model.getValue()), folder.resolve("testdata").resolve(model.getValue()));
      } catch (TestAbortedException e) {
        missing.add(model.getKey());
      }
    }
    List<Integer> threads =
        Stream.of(System.getProperty("hearth.overhead.threads", "1").split(","))
            .map(Integer::valueOf)
            .toList();
    try (SiteProcess site = SiteProcess.start(folder);
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(30));
      browser.open(site.url("/"));
      browser.waitForScript("window.ready");
      List<?> found =
          (List<?>)
              browser
                  .driver()
                  .executeAsyncScript(
                      "const done = arguments[1];"
                          + "runBenchmark(arguments[0]).then(done, e => done(['failed: ' + e.stack]))",
                      Map.of("threads", threads, "missing", missing));
      String table = found.get(0).toString();
      assertEquals(2, found.size(), table);
      Path json = Path.of("target/overhead.json");
      Files.writeString(json, found.get(1) + "\n");
      System.out.println(table + "\nWritten to " + json.toAbsolutePath());
      browser.watch().assertQuiet(site.origin());
    }
  }
}

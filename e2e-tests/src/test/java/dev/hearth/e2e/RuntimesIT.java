package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendored runtimes in module workers, under the site's own headers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuntimesIT {
  private SiteProcess site;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    site = SiteProcess.start(HarnessSite.create(folder));
    browser = Browser.start(BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    browser.close();
    site.close();
  }

  @BeforeEach
  void open() {
    browser.watch().clear();
    browser.open(site.url("/"));
    browser.waitForScript("window.ready");
  }

  @Test
  void page_isIsolated() {
    assertEquals(true, browser.driver().executeScript("return crossOriginIsolated"));
    browser.watch().assertQuiet(site.origin());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void onnx_runsWithThreads(int threads) {
    Map<?, ?> answer = inWorker("/onnx-worker.js", "{threads: " + threads + "}");

    assertNull(answer.get("error"));
    assertEquals((long) threads, answer.get("threads"));
    assertEquals(
        List.of(700L, 800L, 900L, 1580L, 1840L, 2100L, 2460L, 2880L, 3300L), answer.get("values"));
    browser.watch().assertQuiet(site.origin());
    assertTrue(browser.watch().targets().contains("worker"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "wasm", "webgl"})
  void tfjs_runsAGraphModel(String backend) {
    Map<?, ?> answer = inWorker("/tfjs-worker.js", "{backend: '" + backend + "'}");

    assertNull(answer.get("error"));
    assertEquals(true, answer.get("accepted"));
    assertEquals(backend, answer.get("backend"));
    assertFalse(requested("layers.js"), "a graph model needs no layers");
    assertFalse(requested("threaded"), "one thread needs no threaded build");
    assertEquals(4, ((List<?>) answer.get("values")).size());
    assertEquals(0.7567615, ((Number) ((List<?>) answer.get("values")).get(0)).doubleValue(), 1e-5);
    browser.watch().assertQuiet(site.origin());
  }

  @Test
  void tfjs_runsALayersModel() {
    Map<?, ?> answer = inWorker("/layers-worker.js", "{}");

    assertNull(answer.get("error"));
    assertEquals(1, ((List<?>) answer.get("values")).size());
    browser.watch().assertQuiet(site.origin());
  }

  @Test
  void watch_seesWhatAWorkerDoes() {
    inWorker("/noisy-worker.js", "{}");
    browser.waitFor("its complaint", page -> !browser.watch().violations().isEmpty());

    assertTrue(browser.watch().violations().get(0).contains("connect-src"));
    assertTrue(
        browser.watch().messages().stream().anyMatch(m -> m.text().equals("from the worker")));
  }

  private boolean requested(String part) {
    return browser.watch().requests().stream().anyMatch(url -> url.contains(part));
  }

  private Map<?, ?> inWorker(String script, String job) {
    Object answer =
        browser
            .driver()
            .executeAsyncScript("inWorker('" + script + "', " + job + ").then(arguments[0])");
    return (Map<?, ?>) answer;
  }
}

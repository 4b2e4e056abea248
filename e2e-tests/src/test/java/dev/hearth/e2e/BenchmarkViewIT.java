package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteProcess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.By;
import org.openqa.selenium.json.Json;

/** The view that measures models, unattended and by hand. */
@Isolated("It measures times.")
class BenchmarkViewIT {
  private static final String DONE = "document.querySelector('[data-benchmark=done]')";
  private static final String JSON = "[data-testid=benchmark-json]";

  /** The browser rounds what it tells of time, and the page's clock is not the worker's. */
  private static final double CLOCK_MS = 0.5;

  private static SiteProcess site;
  private static Browser browser;

  @BeforeAll
  static void start() {
    site = SiteProcess.start();
    browser = Browser.start(BrowserOptions.plain());
  }

  @AfterAll
  static void stop() {
    browser.close();
    site.close();
  }

  @Test
  void unattended_everyFigureIsThereAndFits() {
    browser.open(
        site.url(
            "/?benchmark=digits,spoken-digits&providers=wasm,webnn&runs=4&warmups=1&loads=2"
                + "&memory=0"));
    browser.waitForScript(DONE);
    Map<?, ?> report = report();

    assertEquals(true, report.get("complete"));
    assertEquals(List.of("digits", "spoken-digits"), map(report, "settings").get("models"));
    assertTrue(number(map(report, "device"), "cores") > 0);
    List<?> rows = (List<?>) Objects.requireNonNull(report.get("rows"));
    assertEquals(4, rows.size());
    for (int i = 0; i < rows.size(); i += 2) {
      assertMeasured((Map<?, ?>) rows.get(i));
      Map<?, ?> missing = (Map<?, ?>) rows.get(i + 1);
      assertEquals("failed", missing.get("status"));
      assertEquals("PROVIDER_UNAVAILABLE", missing.get("code"));
      assertTrue(text(missing, "reason").contains("webnn"), text(missing, "reason"));
    }
    assertEquals(4, browser.findAll("[data-testid=benchmark-table] tbody tr").size());
    assertFalse(browser.findAll(".bench-bar-svg rect.run").isEmpty());
    browser.watch().assertQuiet(site.origin());
  }

  @Test
  void exports_sayTheSame() {
    browser.open(site.url("/?benchmark=digits&providers=wasm&runs=2&warmups=0&loads=1&memory=0"));
    browser.waitForScript(DONE);
    Map<?, ?> report = report();

    List<?> texts =
        (List<?>)
            browser
                .driver()
                .executeAsyncScript(
                    "const [report, done] = arguments; import('/app/measure.js').then("
                        + "m => done([m.toJson(report), m.toCsv(report), m.toMarkdown(report)]))",
                    report);

    Map<?, ?> json = new Json().toType(texts.get(0).toString(), Json.MAP_TYPE);
    assertEquals(report.keySet(), json.keySet());
    List<String> csv = texts.get(1).toString().lines().toList();
    assertEquals(2, csv.size());
    assertTrue(csv.get(0).startsWith("model,version,runtime,provider,"), csv.get(0));
    assertTrue(csv.get(1).startsWith("digits,1.0.0,onnx,wasm,fp32,"), csv.get(1));
    List<String> table =
        texts.get(2).toString().lines().filter(line -> line.startsWith("|")).toList();
    assertEquals(3, table.size());
    assertTrue(table.get(2).startsWith("| digits | wasm | fp32 |"), table.get(2));
    for (String form : List.of("Markdown", "Csv", "Json")) {
      assertTrue(browser.find("[data-testid=save-" + form + "]").isDisplayed());
      assertTrue(browser.find("[data-testid=copy-" + form + "]").isDisplayed());
    }
  }

  @Test
  void byHand_cancelLeavesThePageReady() {
    browser.open(site.url("/?view=benchmark"));
    browser.waitForScript("document.documentElement.dataset.state === 'benchmark'");
    assertEquals(2, browser.findAll(".bench-models input").size());
    browser.find("[data-testid=benchmark-run]").click();
    browser.waitForScript("document.querySelector('[data-benchmark=running]')");

    browser.find("[data-testid=benchmark-cancel]").click();

    browser.waitForScript("document.querySelector('[data-benchmark=cancelled]')");
    assertEquals(false, report().get("complete"));
    assertTrue(browser.find("[data-testid=benchmark-run]").isDisplayed());
    assertTrue(browser.find(".bench-all").isEnabled());
    browser.watch().assertQuiet(site.origin());
  }

  @Test
  void whereNothingRuns_thatIsSaid_andTheRowHasItsReason() {
    browser.open(site.url("/?benchmark=digits&providers=webnn"));
    browser.waitForScript(DONE);

    assertEquals(
        "Nothing could be measured: the table says why",
        browser.find("[data-testid=benchmark-now]").getText());
    String table = browser.find("[data-testid=benchmark-table]").getText();
    Map<?, ?> row = (Map<?, ?>) ((List<?>) Objects.requireNonNull(report().get("rows"))).get(0);
    assertTrue(table.contains(text(row, "reason")), table);
  }

  @Test
  void addressThatAsksForNonsense_isRefusedWithTheReason() {
    browser.open(site.url("/?benchmark=digits&runs=many"));

    browser.waitForScript("document.querySelector('.bench-problem .problem')");

    String detail =
        browser
            .driver()
            .findElement(By.cssSelector(".bench-problem code"))
            .getDomProperty("textContent");
    assertTrue(Objects.requireNonNull(detail).contains("found many"), detail);
    assertEquals("This cannot be measured", browser.find(".bench-problem h2").getText());
    assertEquals("", browser.find("[data-testid=benchmark-now]").getText().strip());
  }

  private static void assertMeasured(Map<?, ?> row) {
    assertEquals("measured", row.get("status"), row.toString());
    assertEquals("wasm", row.get("provider"));
    for (String series :
        List.of("warmLoadMs", "runMs", "totalMs", "tensorsMs", "rawMs", "preprocessMs")) {
      Map<?, ?> figures = map(row, series);
      assertTrue(number(figures, "median") > 0, series);
      assertTrue(number(figures, "median") <= number(figures, "p95"), series);
      assertEquals(series.equals("warmLoadMs") ? 2 : 4, number(figures, "count"), series);
    }
    double total = number(map(row, "totalMs"), "most");
    assertTrue(total + CLOCK_MS >= number(map(row, "runMs"), "most"), row.toString());
    assertTrue(number(map(row, "postprocessMs"), "median") >= 0);
    assertEquals(
        1000 / number(map(row, "totalMs"), "median"), number(row, "framesPerSecond"), 1e-6);
    assertTrue(number(row, "coldLoadMs") > 0);
    assertTrue(number(row, "rawLoadMs") > 0);
    assertTrue(number(row, "bytes") > 100_000);
    assertEquals(0, number(row, "rawDifference"), "the runtime alone gives the same");
  }

  private static Map<?, ?> report() {
    String json = browser.driver().findElement(By.cssSelector(JSON)).getDomProperty("textContent");
    return new Json().toType(Objects.requireNonNull(json), Json.MAP_TYPE);
  }

  private static Map<?, ?> map(Map<?, ?> of, String key) {
    return (Map<?, ?>) Objects.requireNonNull(of.get(key), key);
  }

  private static double number(Map<?, ?> of, String key) {
    return ((Number) Objects.requireNonNull(of.get(key), key)).doubleValue();
  }

  private static String text(Map<?, ?> of, String key) {
    return Objects.requireNonNull(of.get(key), key).toString();
  }
}

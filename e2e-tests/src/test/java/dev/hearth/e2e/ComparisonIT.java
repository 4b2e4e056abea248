package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Screenshots;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.json.Json;

/** Two versions of a model on a person's own input: 1.1.0 is another network, and calls a 4 a 9. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonIT {
  private static final String OTHER =
      """
      {
        "preprocessing": {"image": {"width": 28, "height": 28, "color": "grey", "fit": "digit",
          "scale": 1, "layout": "NCHW"}},
        "postprocessing": {"output": "Plus214_Output_0", "activation": "softmax"}
      }
      """;

  /** Both versions, each on its own, and then compared. */
  private static final String COMPARING =
      """
      const {open, configure} = await import('/hearth.js');
      configure({updateIntervalMs: 0});
      const pictures = await Promise.all([...'235478'].map(async (name) =>
          (await fetch(`/digits/${name}.png`)).blob()));
      const model = await open('digits');
      const second = await open('digits', {version: '1.1.0'});
      const said = [];
      for (const picture of pictures) {
        said.push([await model.predict(picture), await second.predict(picture)]);
      }
      await second.close();
      const of = (classes, label) => classes.find((one) => one.label === label).probability;
      const differences = said.map(([[best], other]) =>
          Math.abs(best.probability - of(other, best.label)));
      const expected = {
        agreed: said.filter(([[one], [other]]) => one.label === other.label).length,
        mean: differences.reduce((a, b) => a + b) / differences.length,
        largest: Math.max(...differences),
      };

      const comparison = await model.compareWith({version: '1.1.0'});
      const before = performance.getEntriesByType('resource').length;
      const labels = [];
      for (const [i, picture] of pictures.entries()) {
        // Given away every other time.
        const input = i % 2 ? await createImageBitmap(picture) : picture;
        labels.push((await model.predict(input, {transfer: true}))[0].label);
        while (comparison.report.inputs.compared <= i) await new Promise((go) => setTimeout(go, 10));
      }
      const requests = performance.getEntriesByType('resource').length - before;
      await comparison.end();
      await model.predict(pictures[0]);
      return {expected, labels: labels.join(''), requests, report: comparison.report};
      """;

  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    TrialSite site = TrialSite.create(folder.resolve("site"));
    Path mnist = TestData.path("onnx/mnist-8");
    HearthTool.run(
        "import",
        "--out=" + site.root().resolve("models"),
        "--name=digits",
        "--version=1.1.0",
        "--title=Handwritten digits",
        "--task=image-classification",
        "--labels=" + Files.write(folder.resolve("labels.txt"), List.of("0123956784".split(""))),
        "--describe=" + Files.writeString(folder.resolve("other.json"), OTHER),
        "--golden=" + mnist.resolve("mnist-8.golden.json"),
        mnist);
    for (String version : List.of("1.1.0", "1.0.0")) {
      HearthTool.run("release", "publish", site.root().resolve("models/digits"), version);
    }
    page = HearthPage.start(SiteProcess.start(site.root()), BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    page.close();
  }

  @BeforeEach
  void forgetOtherTests() {
    page.browser().watch().clear();
  }

  @Test
  void facade_reportsWhatBothSayOnTheirOwn() {
    page.browser().open(page.origin() + "/examples/plain.html");
    Map<String, Object> came = run(COMPARING);

    Map<String, Object> expected = TrialSite.object(came.get("expected"));
    Map<String, Object> report = TrialSite.object(came.get("report"));
    assertEquals("235478", came.get("labels"), "the first version answers");
    assertEquals(0L, came.get("requests"), "comparing asks for nothing");
    assertEquals(
        Map.of("answered", 6L, "compared", 6L, "skipped", 0L), report.get("inputs"), "inputs");
    Map<String, Object> agreement = TrialSite.object(report.get("agreement"));
    assertEquals(expected.get("agreed"), agreement.get("agreed"));
    assertTrue((long) expected.get("agreed") < 6, "a 4 is called a 9: " + expected);
    Map<String, Object> difference = TrialSite.object(report.get("difference"));
    for (String figure : List.of("mean", "largest")) {
      assertEquals(number(expected, figure), number(difference, figure), 2e-3, figure);
    }
    for (String side : List.of("first", "other")) {
      Map<String, Object> of = TrialSite.object(report.get(side));
      assertEquals(side.equals("first") ? "1.0.0" : "1.1.0", of.get("version"));
      assertTrue(number(TrialSite.object(of.get("totalMs")), "median") > 0, side);
      Map<String, Object> plan = TrialSite.object(TrialSite.list(of, "plans").get(0));
      assertEquals(6L, plan.get("inputs"), side);
    }
    assertEquals("The page ended it.", report.get("because"));
    page.assertQuiet();
  }

  @Test
  void page_comparesWhatAPersonGives_andExportsIt(@TempDir Path downloads) throws IOException {
    page.open("digits");
    page.part("compare").click();
    assertEquals("1.1.0 \u00b7 earlier", page.part("compare-with").getText());
    page.part("compare-start").sendKeys(Keys.ENTER);
    page.browser().find("[data-compare=running]");
    List<String> before = page.browser().watch().requests();

    page.choose("upload");
    assertEquals("4", page.upload(TestData.path("images/mnist/4_60004.png")).label());
    awaitAgreement("0 of 1");
    String difference = page.part("compare-difference").getText();
    assertTrue(difference.startsWith("4 (") && difference.contains(" and 9 ("), difference);
    assertEquals("2", page.upload(TestData.path("images/mnist/2_60001.png")).label());
    awaitAgreement("1 of 2");
    assertEquals(before, page.browser().watch().requests(), "comparing asks for nothing");

    page.browser()
        .driver()
        .executeCdpCommand(
            "Browser.setDownloadBehavior",
            Map.of("behavior", "allow", "downloadPath", downloads.toString()));
    page.part("compare-export").click();
    Path exported = downloads.resolve("digits-1.0.0-and-1.1.0.json");
    page.browser().waitFor(exported.toString(), driver -> Files.exists(exported));
    Map<String, Object> report = new Json().toType(Files.readString(exported), Json.MAP_TYPE);
    assertEquals(2L, TrialSite.object(report.get("inputs")).get("compared"));
    assertEquals(1, TrialSite.list(report, "disagreements").size());

    page.part("compare-stop").click();
    assertEquals("Stopped.", page.part("compare-state").getText());
    assertEquals(
        "compare-start",
        page.browser().driver().executeScript("return document.activeElement.dataset.testid"));
    page.choose("draw");
    assertEquals("7", page.draw(Strokes.digit(7), Kind.MOUSE).label());
    assertTrue(page.part("compare-agreement").getText().startsWith("1 of 2"));
    QualityIT.assertAccessible(page, "comparison");
    Screenshots.takeAll(page.browser(), "comparison");
    page.assertQuiet();
  }

  @Test
  void page_withOneVersion_hasNothingToCompare() {
    page.open("spoken-digits");
    page.waitUntilRemembered("spoken-digits");
    assertFalse(page.shows("compare"));
  }

  private void awaitAgreement(String words) {
    page.browser()
        .waitFor(words, driver -> page.part("compare-agreement").getText().startsWith(words));
  }

  private static double number(Map<String, Object> of, String key) {
    return ((Number) of.get(key)).doubleValue();
  }

  /** Runs the body of an async function in the page. */
  private Map<String, Object> run(String body) {
    String json =
        String.valueOf(
            page.browser()
                .driver()
                .executeAsyncScript(
                    "const done = arguments[0];(async () => {"
                        + body
                        + "})().then(value => done(JSON.stringify(value)),"
                        + " error => done(JSON.stringify({failed: error.stack})))"));
    Map<String, Object> came = new Json().toType(json, Json.MAP_TYPE);
    assertFalse(came.containsKey("failed"), json);
    return came;
  }
}

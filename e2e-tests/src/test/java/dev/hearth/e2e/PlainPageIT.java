package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.Pointer;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The README's page: what a plain page does with hearth.js. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainPageIT {
  private SiteProcess site;
  private Browser browser;

  @BeforeAll
  void start() {
    site = SiteProcess.start();
    browser = Browser.start(BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    browser.close();
    site.close();
  }

  @BeforeEach
  void open() {
    browser.open(site.url("/examples/plain.html"));
  }

  @AfterEach
  void quiet() {
    browser.watch().assertQuiet(site.origin());
  }

  @Test
  void chosenPicture_isRead() {
    Path three = SiteCopy.built().resolve("samples/3.png").toAbsolutePath().normalize();
    browser.find("input").sendKeys(three.toString());

    assertReads("3");
  }

  @Test
  void drawnDigit_isRead_andTheNext() {
    Pointer.draw(browser, browser.find("canvas"), Strokes.digit(2), Kind.MOUSE);
    assertReads("2");
    browser.find("button").click();
    Pointer.draw(browser, browser.find("canvas"), Strokes.digit(7), Kind.TOUCH);
    assertReads("7");
  }

  @Test
  void nothingDrawn_isAnErrorInWords() {
    browser.find("canvas").click();

    String text = settled("INVALID_INPUT");
    assertTrue(text.startsWith("INVALID_INPUT: "), text);
  }

  /** Timers that follow each other last four milliseconds at least. */
  @Test
  void runOnThePagesOwnThread_waitsForNoTimer() {
    Object waits =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[0];
                (async () => {
                  const {open} = await import('/hearth.js');
                  const model = await open('digits', {provider: 'wasm', worker: false});
                  const data = new Float32Array(28 * 28);
                  const feeds = {image: {type: 'float32', shape: [1, 1, 28, 28], data}};
                  const limits = [];
                  const real = self.setTimeout;
                  self.setTimeout = (task, ms, ...rest) => {
                    limits.push(ms);
                    return real(task, ms, ...rest);
                  };
                  await model.run(feeds);
                  return limits;
                })().then(done, error => done(String(error)));
                """);

    List<?> limits = assertInstanceOf(List.class, waits, String.valueOf(waits));
    assertTrue(limits.stream().allMatch(limit -> limit.equals(60_000L)), limits.toString());
  }

  private void assertReads(String digit) {
    String text = settled(digit + " in");
    assertTrue(text.matches(digit + " in [0-9.]+ ms by onnx on wasm \\(first choice\\)"), text);
  }

  private String settled(String start) {
    return browser.waitFor(
        start,
        page -> {
          String text = browser.find("output").getText();
          return text.startsWith(start) ? text : null;
        });
  }
}

package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's answers beside this device's, by the dev server's own ONNX Runtime. */
class ServerComparisonIT {
  private static final String CLI =
      System.getProperty("hearth.cli", "../model-assets/target/hearth.jar");

  @ParameterizedTest
  @ValueSource(strings = {"v2", "tfserving"})
  void allowedInput_isAnsweredByBothAlike(String protocol) {
    try (SiteProcess site = serving(protocol);
        Browser browser = Browser.start(BrowserOptions.plain())) {
      openDigits(browser, site);
      predictSample(browser);
      browser.find("[data-testid=server] summary").click();
      String notice = browser.find("[data-testid=server-notice]").getText();
      assertTrue(notice.contains(site.origin().replace("http://", "")), notice);
      assertTrue(notice.contains("leaves this device"), notice);
      assertEquals(0, asked(browser), "before it was allowed");

      browser.find("[data-testid=server-allow]").click();
      browser.waitForScript("document.querySelector('[data-server][data-report]')");

      assertEquals(1, asked(browser));
      double largest =
          Double.parseDouble(browser.find("[data-testid=server]").getDomAttribute("data-largest"));
      assertTrue(largest <= 1e-4, "The outputs differ by " + largest);
      assertEquals(
          "true",
          browser.answer(
              "const [here, there] = [...document.querySelectorAll('.server .said')]"
                  + ".map(cell => cell.textContent); return here === there && here !== '';"));
      assertTrue(browser.find(".foot").getText().contains("is sent to a server"));
      browser.waitForScript(
          "!/ 0 bytes/.test(document.querySelector('[data-testid=counter]').textContent)");

      // The same model, opened anew, begins without leave.
      openDigits(browser, site);
      predictSample(browser);
      browser.waitForScript("document.querySelector('[data-testid=server][data-server=off]')");
      assertEquals(0, asked(browser), "after it was opened again");
      assertFalse(browser.find(".foot").getText().contains("is sent to a server"));
      browser.watch().assertQuiet(site.origin());
    }
  }

  @Test
  void stopping_sendsNothingMore() {
    try (SiteProcess site = serving("true");
        Browser browser = Browser.start(BrowserOptions.plain())) {
      openDigits(browser, site);
      predictSample(browser);
      browser.find("[data-testid=server] summary").click();
      browser.find("[data-testid=server-allow]").click();
      browser.waitForScript("document.querySelector('[data-server][data-report]')");
      browser.find("[data-testid=server-stop]").click();
      long shown = results(browser);
      browser.findAll(".sample").get(1).click();
      browser.waitForScript(
          "+document.querySelector('[data-testid=results]').dataset.resultCount > " + shown);

      assertEquals(1, asked(browser));
    }
  }

  @Test
  void modelOfTheBrowserAlone_isSaidInWords() {
    try (SiteProcess site = serving("true");
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.open(site.url("/"));
      assertEquals(
          "spoken-digits runs on TensorFlow.js, which needs a browser: open /?model=spoken-digits"
              + " on the site",
          browser.answer(
              "const answer = await fetch('/v2/models/spoken-digits/infer',"
                  + " {method: 'POST', body: '{\"inputs\": []}'});"
                  + "return (await answer.json()).error;"));
    }
  }

  @Test
  void siteWithoutAServer_offersNone() {
    try (SiteProcess site = SiteProcess.start();
        Browser browser = Browser.start(BrowserOptions.plain())) {
      openDigits(browser, site);
      predictSample(browser);

      assertTrue(browser.findAll("[data-testid=server]").isEmpty());
      assertEquals("404", browser.answer("return (await fetch('/v2/models/digits')).status;"));
    }
  }

  private static SiteProcess serving(String protocol) {
    Path cli = Path.of(CLI).toAbsolutePath().normalize();
    return SiteProcess.startWith(SiteCopy.built(), "-Dserve.inference=" + protocol, "--cli=" + cli);
  }

  private static void openDigits(Browser browser, SiteProcess site) {
    browser.open(site.url("/?model=digits"));
    browser.waitForScript("document.documentElement.dataset.state === 'ready'");
  }

  private static void predictSample(Browser browser) {
    browser.find("#tab-upload").click();
    browser.find(".sample").click();
    browser.waitForScript("document.querySelector('.answer-body[data-empty=false]')");
  }

  private static long results(Browser browser) {
    return Long.parseLong(
        browser.answer(
            "return document.querySelector('[data-testid=results]').dataset.resultCount;"));
  }

  /** Returns how often the page has asked the server since it was loaded. */
  private static long asked(Browser browser) {
    return Long.parseLong(
        browser.answer(
            "return performance.getEntriesByType('resource')"
                + ".filter(({name}) => /\\/v[12]\\/models\\//.test(name)).length;"));
  }
}

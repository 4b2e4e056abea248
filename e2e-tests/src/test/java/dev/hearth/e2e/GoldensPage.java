package dev.hearth.e2e;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A plain page that runs models by hearth.js, on a site without the app. */
final class GoldensPage implements AutoCloseable {
  private final SiteProcess site;
  private final Browser browser;

  private GoldensPage(SiteProcess site, Browser browser) {
    this.site = site;
    this.browser = browser;
  }

  /** Lays out the site in an empty folder: hearth.js and its runtimes, the page, the headers. */
  static Path layOut(Path folder) throws IOException {
    for (String part : new String[] {"_headers", "hearth.js", "app", "vendor"}) {
      SiteCopy.copy(SiteCopy.built().resolve(part), folder.resolve(part));
    }
    return SiteCopy.copy(Path.of("src/test/resources/goldens"), folder);
  }

  /** Adds the models with goldens to a site. */
  static Path addModels(Path folder) throws IOException {
    for (String group : GoldenModel.GROUPS) {
      SiteCopy.copy(TestData.path(group), folder.resolve("testdata").resolve(group));
    }
    return folder;
  }

  /** Serves a site and opens its page. */
  static GoldensPage start(Path folder, BrowserOptions options) {
    SiteProcess site = SiteProcess.start(folder);
    Browser browser = Browser.start(options);
    browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
    GoldensPage page = new GoldensPage(site, browser);
    page.reload();
    return page;
  }

  /** Opens the page anew, without any model. */
  void reload() {
    browser.open(site.url("/"));
    browser.waitForScript("window.ready");
  }

  /** Runs a model's golden cases and returns the page's report, as goldens.js says. */
  Map<?, ?> run(GoldenModel model, Map<String, Object> options) {
    return (Map<?, ?>) call("runGolden(...given)", model.job(), options);
  }

  /**
   * Returns what a script's expression resolves to.
   *
   * @param expression may use {@code given}, the array of what is given
   */
  Object call(String expression, Object... given) {
    return browser
        .driver()
        .executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "const given = [...arguments].slice(0, -1);"
                + "(async () => "
                + expression
                + ")().then(done, error => done('failed: ' + error.stack))",
            given);
  }

  /** Asserts that the consoles and the network saw nothing that they should not. */
  void assertQuiet() {
    browser.watch().assertQuiet(site.origin());
  }

  @Override
  public void close() {
    browser.close();
    site.close();
  }
}

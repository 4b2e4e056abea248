package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The view of what this device keeps and of what was sent, and versions chosen by the address. */
class DeviceIT {
  private static final String KEPT = "[data-testid=kept] .kept-row";

  @Test
  void keptModels_areListedAndDeleted(@TempDir Path folder) throws IOException {
    TrialSite trial = TrialSite.create(folder.resolve("site"));
    // The same weights: every shard but none is shared.
    HearthTool.run(
        "import",
        Path.of("../model-assets/src/main/models/digits"),
        "--version=1.1.0",
        "--out=" + trial.root().resolve("models"));
    try (SiteProcess site = SiteProcess.start(trial.root());
        HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.openGallery();
      page.offline("digits");
      show(page);
      assertEquals(List.of("This page"), titles(page));
      assertTrue(page.shows("kept-none"));

      open(page, "digits&version=1.0.0");
      open(page, "digits&version=1.1.0");
      open(page, "spoken-digits");
      show(page);
      assertEquals(
          List.of(
              "Spoken digits 1.0.0",
              "Handwritten digits 1.1.0",
              "Handwritten digits 1.0.0",
              "What runs models",
              "This page"),
          titles(page));
      assertTrue(row(page, 0).getText().matches("(?s).*Last used .+20\\d\\d.+[KM]B.*Delete"));
      assertTrue(row(page, 1).getText().contains("shared with others"), row(page, 1).getText());
      long all = blobs(page);

      delete(page, 2);
      assertEquals(all, blobs(page), "the other version needs them");
      delete(page, 1);
      assertTrue(blobs(page) < all);
      assertEquals(List.of("Spoken digits 1.0.0", "What runs models", "This page"), titles(page));

      page.open("spoken-digits");
      assertEquals(
          "from this device", page.detail("came-from").replaceFirst("^[\\d.\\s\u00a0]+.B ", ""));

      show(page);
      WebElement deleteAll = page.part("delete-all");
      deleteAll.click();
      assertEquals("Really delete?", deleteAll.getText());
      deleteAll.click();
      page.browser().waitFor("an empty list", driver -> titles(page).size() == 1 ? true : null);
      assertEquals(0, blobs(page));
      assertTrue(page.shows("kept-none"));
      page.assertQuiet();
    }
  }

  @Test
  void whatIsSent_isCounted() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      page.openGallery();
      page.offline("digits");
      page.open("digits");
      page.draw(Strokes.digit(7), Kind.MOUSE);
      page.browser().waitForScript("/^[0-9]+ requests, 0.bytes sent$/.test(counter.textContent)");
      page.assertQuiet();

      page.part("this-device").click();
      page.part("requests").click();
      page.browser().waitForScript("document.querySelectorAll('.request').length > 10");
      assertEquals("0", page.browser().find(".asked-elsewhere").getText());
      assertTrue(
          page.part("requests").getText().matches("(?s).*models/blobs/[0-9a-f]{64} worker.*"),
          page.part("requests").getText());

      int before = asked(page);
      run(page, "fetch('/nowhere?secret', {method: 'POST', body: 'x'.repeat(1234)})");
      page.browser().waitForScript("document.querySelector('.sent').textContent === '1\u00a0KB'");
      assertEquals(before + 1, asked(page), "one that nobody reads the answer of, once");
      run(page, "fetch('https://elsewhere.example/').catch(() => {})");
      page.browser().waitForScript("document.querySelector('.blocked').textContent === '1'");
      assertEquals("0", page.browser().find(".asked-elsewhere").getText());
    }
  }

  @Test
  void tabs_countTheirOwnRequests() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      page.openGallery();
      page.offline("digits");
      show(page);
      page.browser().waitForScript("document.querySelector('.asked-here').textContent > 5");
      String first = page.browser().driver().getWindowHandle();
      page.browser().driver().switchTo().newWindow(WindowType.TAB);
      page.open("digits");
      run(page, "fetch('/nowhere', {method: 'POST', body: 'x'.repeat(5000)})");
      page.browser().waitForScript("counter.textContent.endsWith('5\u00a0KB sent')");
      page.browser().driver().switchTo().window(first);
      page.browser().waitForScript("/^[0-9]+ requests, 0.bytes sent$/.test(counter.textContent)");
      run(page, "fetch('/nowhere')");
      page.browser().waitForScript("document.querySelector('.request-list') !== null");
      assertEquals("0 bytes", page.browser().find(".sent").getText().replace('\u00a0', ' '));
      page.part("requests").click();
      page.browser().waitForScript("document.querySelectorAll('.request').length > 5");
      assertFalse(page.part("requests").getText().contains("worker"), "the other tab's");
    }
  }

  @Test
  void pageWithoutAServiceWorker_saysWhatItDoesNotCount() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      page.browser()
          .driver()
          .executeCdpCommand(
              "Page.addScriptToEvaluateOnNewDocument",
              Map.of("source", "delete Navigator.prototype.serviceWorker"));
      show(page);
      page.browser().waitForScript("document.querySelector('.asked-here').textContent > 3");
      assertTrue(page.part("since").getText().startsWith("This browser has no service worker"));
      page.assertQuiet();
    }
  }

  private static int asked(HearthPage page) {
    return Integer.parseInt(page.browser().find(".asked-here").getText());
  }

  private static void run(HearthPage page, String script) {
    page.browser().driver().executeScript(script);
  }

  @Test
  void version_isChosenByTheAddress(@TempDir Path folder) throws IOException {
    TrialSite trial = TrialSite.create(folder.resolve("site"));
    Path digits = trial.root().resolve("models/digits");
    HearthTool.run(
        "import",
        Path.of("../model-assets/src/main/models/digits"),
        "--version=1.1.0",
        "--out=" + trial.root().resolve("models"));
    HearthTool.run("release", "publish", digits, "1.0.0");
    HearthTool.run("release", "canary", digits, "1.1.0", "0%");
    try (SiteProcess site = SiteProcess.start(trial.root());
        HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.open("digits");
      assertEquals("digits 1.0.0, the stable one; not signed", page.detail("version"));
      page.browser().waitForScript("document.querySelector('.other-versions a')");
      assertEquals("1.1.0 (on trial)", page.detail("other-versions"));

      page.part("details").click();
      page.browser().find(".other-versions a").click();
      page.browser().waitForScript("location.search === '?model=digits&version=1.1.0'");
      assertEquals("ready", page.settledState());
      assertEquals("digits 1.1.0, as the address asks for; not signed", page.detail("version"));
      assertEquals("7", page.draw(Strokes.digit(7), Kind.MOUSE).label());

      page.open("digits");
      HearthTool.run("release", "publish", digits, "1.1.0");
      page.browser()
          .waitForScript(
              "fetch('/models/digits/channels.json', {cache: 'no-cache'}).then(r => r.json())"
                  + ".then(c => c.stable === '1.1.0')");
      run(page, "document.dispatchEvent(new Event('visibilitychange'))");
      page.browser()
          .waitForScript(
              "document.querySelector('[data-testid=version]').textContent.startsWith('digits 1.1.0')");
      assertEquals("digits 1.1.0, the stable one; not signed", page.detail("version"));
      assertEquals("7", page.draw(Strokes.digit(7), Kind.MOUSE).label());
      page.assertQuiet();
      HearthTool.run("release", "publish", digits, "1.0.0");

      HearthTool.run("release", "block", digits, "1.1.0");
      page.browser()
          .waitForScript(
              "fetch('/models/digits/channels.json', {cache: 'no-cache'}).then(r => r.json())"
                  + ".then(c => c.blocked.length === 1)");
      assertEquals("VERSION_NOT_FOUND", page.openInVain("digits&version=1.1.0").code());
      assertEquals("MODEL_NOT_FOUND", page.openInVain("models/digits/1.1.0").code());
      assertEquals("VERSION_NOT_FOUND", page.openInVain("digits&version=1.0.0/.").code());
      assertEquals("VERSION_NOT_FOUND", page.openInVain("digits&version=toString").code());
      page.part("remedy").click();
      page.browser().waitForScript("document.documentElement.dataset.state === 'ready'");
      assertEquals("digits 1.0.0, the stable one; not signed", page.detail("version"));

      HearthTool.run("release", "block", digits, "1.0.0", "--force");
      page.browser()
          .waitForScript(
              "fetch('/models/digits/channels.json', {cache: 'no-cache'}).then(r => r.json())"
                  + ".then(c => c.blocked.length === 2)");
      run(page, "document.dispatchEvent(new Event('visibilitychange'))");
      page.browser().waitForScript("document.documentElement.dataset.state === 'failed'");
      assertEquals("WITHDRAWN", page.trouble().code());

      HearthTool.run(
          "import",
          Path.of("../model-assets/src/main/models/digits"),
          "--version=1.2.0",
          "--out=" + trial.root().resolve("models"));
      HearthTool.run("release", "publish", digits, "1.2.0");
      page.browser()
          .waitForScript(
              "fetch('/models/digits/channels.json', {cache: 'no-cache'}).then(r => r.json())"
                  + ".then(c => c.stable === '1.2.0')");
      run(page, "document.dispatchEvent(new Event('visibilitychange'))");
      page.browser().waitForScript("document.documentElement.dataset.state === 'ready'");
      assertEquals("digits 1.2.0, the stable one; not signed", page.detail("version"));
      assertEquals("7", page.draw(Strokes.digit(7), Kind.MOUSE).label());
      assertFalse(page.browser().watch().violations().iterator().hasNext());
    }
  }

  @Test
  void offerThatIsNotBelieved_isInTheDetails(@TempDir Path folder) throws IOException {
    TrialSite trial = TrialSite.create(folder.resolve("site"));
    Path channels = trial.root().resolve("models/digits/channels.json");
    HearthTool.run(
        "import",
        Path.of("../model-assets/src/main/models/digits"),
        "--version=1.1.0",
        "--out=" + trial.root().resolve("models"));
    HearthTool.run("release", "publish", channels.getParent(), "1.0.0");
    String older = Files.readString(channels);
    HearthTool.run("release", "publish", channels.getParent(), "1.1.0");
    try (SiteProcess site = SiteProcess.start(trial.root());
        HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.open("digits");
      assertEquals("", page.detail("doubt"));

      Files.writeString(channels, older);
      page.browser()
          .waitForScript(
              "fetch('/models/digits/channels.json', {cache: 'no-cache'}).then(r => r.json())"
                  + ".then(c => c.stable === '1.0.0')");
      page.open("digits");

      page.browser().waitForScript("!!document.querySelector('[data-testid=doubt]').textContent");
      assertTrue(page.detail("version").startsWith("digits 1.1.0"), page.detail("version"));
    }
  }

  private static void open(HearthPage page, String query) {
    page.open(query);
    String version = query.contains("=") ? query.substring(query.indexOf('=') + 1) : "1.0.0";
    page.browser()
        .waitForScript(
            "caches.open('hearth-documents').then(c => c.keys()).then(keys => keys.some(k =>"
                + " k.url.endsWith('"
                + query.replaceFirst("&.*", "")
                + "/"
                + version
                + "/manifest.json')))");
  }

  private static void show(HearthPage page) {
    page.browser().open(page.origin() + "/?view=device");
    assertEquals("device", page.settledState());
  }

  private static List<?> titles(HearthPage page) {
    return (List<?>)
        page.browser()
            .driver()
            .executeScript(
                "return [...document.querySelectorAll('.kept-title')].map(e => e.textContent)");
  }

  private static WebElement row(HearthPage page, int index) {
    return page.browser().findAll(KEPT).get(index);
  }

  private static void delete(HearthPage page, int index) {
    int before = titles(page).size();
    WebElement button = row(page, index).findElement(By.tagName("button"));
    button.click();
    button.click();
    page.browser().waitFor("a shorter list", driver -> titles(page).size() < before ? true : null);
  }

  private static long blobs(HearthPage page) {
    Object count =
        page.browser()
            .driver()
            .executeAsyncScript(
                "caches.open('hearth-blobs').then(c => c.keys())"
                    + ".then(keys => arguments[0](keys.length))");
    return (Long) count;
  }
}

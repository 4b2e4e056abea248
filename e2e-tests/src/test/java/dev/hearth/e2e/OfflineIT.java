package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Screenshots;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.site.FaultyServer;
import dev.hearth.e2e.site.FaultyServer.Fault;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The site without a network, and on hosts that send no headers. */
class OfflineIT {
  private static final String NO_HEADERS = "--no-headers";

  @ParameterizedTest
  @ValueSource(strings = {"", "--base=/app/", NO_HEADERS, "--base=/app/ --no-headers"})
  void bothModels_predictWithTheServerGoneAndTheBrowserStartedAnew(
      String flags, @TempDir Path profile) {
    SiteProcess site = SiteProcess.start(SiteCopy.built(), split(flags));
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      page.openGallery();
      assertFalse(page.offline("digits").contains("Works offline"));
      page.keep("digits");
      page.keep("spoken-digits");
      page.assertQuiet();
    }

    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      page.openGallery();
      page.part("no-network");
      assertEquals("Works offline", page.offline("digits"));
      assertEquals("Works offline", page.offline("spoken-digits"));
      assertEquals(true, isIsolated(page.browser()), "threads as with a network");

      page.part("card-digits").click();
      assertEquals("ready", page.settledState());
      assertEquals("7", page.draw(Strokes.digit(7), Kind.MOUSE).label());

      page.open("spoken-digits");
      page.choose("upload");
      assertEquals("five", page.upload(TestData.path("audio/fsdd/5_jackson_0.wav")).label());
      assertEquals(List.of(), page.browser().watch().violations());
    }
  }

  @Test
  void modelThatIsNotKept_isSaidToBe(@TempDir Path profile) {
    SiteProcess site = SiteProcess.start();
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      page.openGallery();
      page.keep("digits");
    }

    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      page.openGallery();
      page.part("no-network");
      assertEquals("Works offline", page.offline("digits"));
      assertEquals("Not on this device", page.offline("spoken-digits"));
      Screenshots.show(page.browser(), Screenshots.PHONE, "light");
      assertEquals(
          360L,
          page.browser().driver().executeScript("return document.documentElement.scrollWidth"));
      Screenshots.reset(page.browser());

      assertEquals("OFFLINE", page.openInVain("spoken-digits").code());
    }
  }

  @Test
  void whatTheBrowserThrewAway_isLoadedAnew() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      page.openGallery();
      page.keep("digits");
      page.browser().driver().executeScript("return caches.delete('hearth-blobs')");

      page.openGallery();
      page.waitUntilKept("digits");
      assertEquals(
          true,
          page.browser()
              .waitForScript(
                  "caches.open('hearth-blobs').then(c => c.keys()).then(k => k.length > 2)"));
    }
  }

  @Test
  void keeping_canBeCancelled() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      page.openGallery();
      page.offline("digits");
      // Faster than any click by a driver.
      page.browser()
          .driver()
          .executeScript(
              "const card = document.querySelector('[data-testid=card-digits]');"
                  + "card.querySelector('[data-testid=keep]').click();"
                  + "card.querySelector('[data-testid=keep-cancel]').click();");

      page.browser().find("[data-testid=card-digits] [data-keep=absent]");
      page.openGallery();
      page.browser().find("[data-testid=card-digits] [data-keep=absent]");
      page.keep("digits");
    }
  }

  @Test
  void keeping_goesOnBehindOtherViews_andIsCancelledOnReturn() throws IOException {
    String card = "[data-testid=card-spoken-digits] ";
    Path blob = largest(SiteCopy.built().resolve("models/blobs"));
    String path = "/models/blobs/" + blob.getFileName();
    try (FaultyServer server = FaultyServer.start(SiteCopy.built());
        Browser browser = Browser.start(BrowserOptions.plain())) {
      server.always(path, Fault.HELD);
      browser.open(server.origin() + "/");
      browser.find(card + "[data-testid=keep]").click();
      browser.waitFor("the shard", driver -> server.requests(path) == 1 ? true : null);
      browser.find("[data-testid=this-device]").click();
      browser.waitForScript("document.documentElement.dataset.state === 'device'");
      browser.find("[data-testid=models]").click();
      browser.find(card + "[data-keep=keeping] [data-testid=keep-cancel]").click();
      browser.find(card + "[data-keep=absent]");
      server.heal();
      browser.open(server.origin() + "/");
      browser.find(card + "[data-keep=absent]");
      assertEquals(1, server.requests(path), "nothing went on");

      browser.find(card + "[data-testid=keep]").click();
      browser.find(card + "[data-keep=works]");
    }
  }

  @Test
  void firstVisit_bringsTheListOfModelsToo() {
    SiteProcess site = SiteProcess.start();
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.open("spoken-digits");
      page.waitUntilRemembered("spoken-digits");
      page.browser()
          .waitForScript(
              "caches.open('hearth-documents').then(c => c.match('models/index.json'))"
                  + ".then(Boolean)");
      page.browser()
          .waitForScript(
              "import('./app/offline.js').then(m => m.state('spoken-digits')).then(s => s.works)");
      site.close();

      page.openGallery();
      page.part("no-network");
      assertEquals("Works offline", page.offline("spoken-digits"));
      assertEquals("Not on this device", page.offline("digits"));
    }
  }

  @Test
  void networkThatHangs_isGivenUp() {
    try (FaultyServer server = FaultyServer.start(SiteCopy.built());
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.open(server.origin() + "/");
      browser.find("[data-testid=card-digits] [data-testid=keep]").click();
      browser.find("[data-testid=card-digits] [data-keep=works]");
      for (String path : List.of("models/index.json", "release-key.json", "sw.js")) {
        server.always("/" + path, Fault.HELD);
      }
      for (String model : List.of("digits", "spoken-digits")) {
        server.always("/models/" + model + "/channels.json", Fault.HELD);
        server.always("/models/" + model + "/1.0.0/manifest.json", Fault.HELD);
      }

      browser.open(server.origin() + "/");
      browser.find("[data-testid=card-digits] [data-keep=works]");
      browser.find("[data-testid=no-network]");
      browser.open(server.origin() + "/?model=digits");
      browser.waitForScript("document.documentElement.dataset.state === 'ready'");
    }
  }

  @Test
  void openedModel_leavesItsRuntimesScriptsHere(@TempDir Path profile) {
    SiteProcess site = SiteProcess.start();
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      page.open("spoken-digits");
      page.waitUntilRemembered("spoken-digits");
      page.browser()
          .waitForScript(
              "caches.keys().then(names => Promise.all(names.map(async name =>"
                  + " name.startsWith('hearth-scripts') ?"
                  + " (await (await caches.open(name)).keys()).length : 0)))"
                  + ".then(counts => Math.max(0, ...counts) > 2)");
    }
  }

  @Test
  void hostWithoutHeaders_isIsolatedByLoadingTheGalleryOnceMore() {
    SiteProcess site = SiteProcess.start(SiteCopy.built(), NO_HEADERS);
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.browser().open(site.url("/"));
      page.browser().waitForScript("self.crossOriginIsolated");
      assertEquals("reload", navigationType(page.browser()));
      page.offline("digits");
      mark(page.browser());

      page.browser()
          .driver()
          .executeScript("document.querySelector('[data-testid=theme]').click()");
      assertEquals("gallery", page.settledState());
      assertTrue(isMarked(page.browser()), "it is not loaded a third time");
      page.open("digits");
      assertFalse(page.detail("threads").contains("host"), page.detail("threads"));
      assertEquals("1", page.draw(Strokes.digit(1), Kind.MOUSE).label());
      page.assertQuiet();
    }
  }

  @Test
  void hostWithoutHeaders_doesNotDisturbAPageInUse() {
    SiteProcess site = SiteProcess.start(SiteCopy.built(), NO_HEADERS);
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.open("digits");
      mark(page.browser());
      page.browser().waitForScript("navigator.serviceWorker.controller");

      assertEquals("4", page.draw(Strokes.digit(4), Kind.MOUSE).label());
      assertEquals(false, isIsolated(page.browser()));
      assertTrue(isMarked(page.browser()), "it was not loaded again");
      assertTrue(page.detail("threads").startsWith("1. This site's host"), page.detail("threads"));

      page.open("digits");
      assertEquals(true, isIsolated(page.browser()));
      page.assertQuiet();
    }
  }

  @Test
  void newVersion_isAnnouncedAndTakenAtAClick(@TempDir Path root) throws IOException {
    SiteProcess site = SiteProcess.start(SiteCopy.copy(SiteCopy.built(), root));
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.openGallery();
      page.offline("digits");
      page.open("digits");
      mark(page.browser());
      NextVersion.of(root);

      lookForUpdate(page.browser());
      page.part("update");

      assertEquals("2", page.draw(Strokes.digit(2), Kind.MOUSE).label());
      assertTrue(isMarked(page.browser()), "it goes on");
      assertEquals(2, shells(page.browser()).size(), "the next waits beside the one in use");
      page.openGallery();
      assertFalse(heading(page).contains(NextVersion.WORDS), "loading again does not take it");
      page.part("update-apply").click();
      page.browser()
          .waitForScript(
              "document.querySelector('h1')?.textContent.includes('" + NextVersion.WORDS + "')");
      page.offline("digits");
      assertFalse(page.shows("update"));
      assertEquals(1, shells(page.browser()).size(), "the old one is gone");
      page.assertQuiet();
    }
  }

  @Test
  void newVersion_isAnnouncedOnTheFirstVisitToo(@TempDir Path root) throws IOException {
    SiteProcess site = SiteProcess.start(SiteCopy.copy(SiteCopy.built(), root));
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.openGallery();
      page.offline("digits");
      assertFalse(page.shows("update"), "the first version is no news");
      NextVersion.of(root);

      lookForUpdate(page.browser());
      page.part("update-later");
      page.part("update-later").click();
      assertFalse(page.shows("update"));
    }
  }

  @Test
  void anotherTab_goesOnWhenOneTakesTheNewVersion(@TempDir Path root) throws IOException {
    SiteProcess site = SiteProcess.start(SiteCopy.copy(SiteCopy.built(), root));
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.openGallery();
      page.offline("digits");
      page.open("digits");
      mark(page.browser());
      String first = page.browser().driver().getWindowHandle();
      NextVersion.of(root);
      page.browser().driver().switchTo().newWindow(WindowType.TAB);
      page.openGallery();
      page.part("update-apply").click();
      page.browser()
          .waitForScript(
              "document.querySelector('h1')?.textContent.includes('" + NextVersion.WORDS + "')");

      page.browser().driver().switchTo().window(first);
      page.part("update");
      assertTrue(isMarked(page.browser()));
      assertEquals("3", page.draw(Strokes.digit(3), Kind.MOUSE).label());
    }
  }

  @Test
  void wrongBytes_areNotKept(@TempDir Path root) throws IOException {
    SiteProcess site = SiteProcess.start(SiteCopy.copy(SiteCopy.built(), root));
    Path blob = largest(root.resolve("models/blobs"));
    byte[] right = Files.readAllBytes(blob);
    byte[] wrong = right.clone();
    wrong[wrong.length / 2] ^= 1;
    Files.write(blob, wrong);
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.openGallery();
      page.offline("spoken-digits");
      page.browser().find("[data-testid=card-spoken-digits] [data-testid=keep]").click();
      String said = page.browser().find("[data-testid=card-spoken-digits] .keep-problem").getText();

      assertEquals("The download does not match its seal. Try again.", said);
      assertEquals(
          false,
          page.browser()
              .driver()
              .executeAsyncScript(
                  "const done = arguments[1]; caches.open('hearth-blobs')"
                      + ".then(cache => cache.match('/.hearth/blobs/' + arguments[0]))"
                      + ".then(found => done(Boolean(found)))",
                  blob.getFileName().toString()));
      Files.write(blob, right);
      // The server notices changed files once a second.
      page.browser()
          .waitFor(
              "the right bytes",
              driver -> {
                driver.executeScript(
                    "document.querySelector('[data-keep=failed] .again')?.click()");
                return page.offline("spoken-digits").equals("Works offline");
              });
    }
  }

  private static String[] split(String flags) {
    return flags.isEmpty() ? new String[0] : flags.split(" ", -1);
  }

  private static Path largest(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
          .orElseThrow();
    }
  }

  private static Object isIsolated(Browser browser) {
    return Objects.requireNonNull(browser.driver().executeScript("return crossOriginIsolated"));
  }

  private static String navigationType(Browser browser) {
    return Objects.toString(
        browser
            .driver()
            .executeScript("return performance.getEntriesByType('navigation')[0].type"));
  }

  private static void mark(Browser browser) {
    browser.driver().executeScript("self.isMarked = true");
  }

  private static boolean isMarked(Browser browser) {
    return Boolean.TRUE.equals(browser.driver().executeScript("return self.isMarked === true"));
  }

  private static String heading(HearthPage page) {
    return page.browser().find("h1").getText();
  }

  private static void lookForUpdate(Browser browser) {
    browser
        .driver()
        .executeAsyncScript(
            "const done = arguments[0];"
                + "navigator.serviceWorker.ready.then(r => r.update()).then(() => done())");
  }

  private static List<?> shells(Browser browser) {
    return (List<?>)
        Objects.requireNonNull(
            browser
                .driver()
                .executeAsyncScript(
                    "const done = arguments[0]; caches.keys().then(names =>"
                        + " done(names.filter(name => name.startsWith('hearth-shell-'))))"));
  }
}

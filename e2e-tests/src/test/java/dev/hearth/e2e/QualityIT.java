package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Screenshots;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.interactions.PointerInput.Kind;

/**
 * What auditors of web pages look at: that it installs, that everybody can use it, that it is
 * quiet.
 */
class QualityIT {
  @Test
  void site_isInstallable() {
    for (String flags : List.of("--base=/", "--base=/app/")) {
      SiteProcess site = SiteProcess.start(SiteCopy.built(), flags);
      try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
        page.openGallery();
        page.offline("digits");

        Map<String, Object> manifest =
            page.browser().driver().executeCdpCommand("Page.getAppManifest", Map.of());
        assertEquals(List.of(), manifest.get("errors"), flags);
        assertEquals(site.url("/manifest.webmanifest"), manifest.get("url"));
        assertTrue(String.valueOf(manifest.get("data")).contains("maskable-512.png"));
        Map<String, Object> installable =
            page.browser().driver().executeCdpCommand("Page.getInstallabilityErrors", Map.of());
        assertEquals(List.of(), installable.get("installabilityErrors"), flags);
        page.assertQuiet();
      }
    }
  }

  @Test
  void everyView_isAccessible(@TempDir Path profile) throws IOException {
    SiteProcess site = SiteProcess.start();
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      page.openGallery();
      page.offline("spoken-digits");
      assertAccessible(page, "gallery");
      page.keep("digits");
      page.open("digits");
      page.part("details").click();
      page.draw(Strokes.digit(5), Kind.MOUSE);
      assertAccessible(page, "digits");
      page.choose("upload");
      assertAccessible(page, "upload");
      page.choose("camera");
      assertAccessible(page, "camera");
      page.open("spoken-digits");
      assertAccessible(page, "spoken digits");
      page.part("this-device").click();
      page.part("delete-all");
      page.part("requests").click();
      assertAccessible(page, "this device");
      page.openInVain("no-such-model");
      assertAccessible(page, "failure");
      showUpdate(page);
      assertAccessible(page, "update");
    }

    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      page.openGallery();
      page.part("no-network");
      page.offline("spoken-digits");
      assertAccessible(page, "gallery offline");
    }
  }

  private static void showUpdate(HearthPage page) {
    page.browser().driver().executeScript("document.getElementById('update').hidden = false");
  }

  /** Asserts that axe-core finds nothing in any size and colour scheme. */
  static void assertAccessible(HearthPage page, String where) throws IOException {
    String axe;
    try (InputStream script = QualityIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      for (String scheme : List.of("light", "dark")) {
        for (Screenshots.Screen screen : List.of(Screenshots.PHONE, Screenshots.LAPTOP)) {
          Screenshots.show(page.browser(), screen, scheme);
          page.browser().driver().executeScript(axe);
          Object violations =
              page.browser()
                  .driver()
                  .executeAsyncScript(
                      "const done = arguments[0]; axe.run().then(({violations, passes}) =>"
                          + " done(passes.length < 10 ? ['axe looked at too little'] : violations"
                          + ".map(({id, nodes}) => id + ': '"
                          + " + nodes.map(({html, failureSummary}) =>"
                          + " html.slice(0, 120) + ' ' + failureSummary).join('; '))))");
          assertEquals(List.of(), violations, where + ", " + scheme + ", " + screen.width());
        }
      }
    } finally {
      Screenshots.reset(page.browser());
    }
  }
}

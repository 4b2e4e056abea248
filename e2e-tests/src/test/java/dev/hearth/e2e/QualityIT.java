package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Screenshots;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.page.Views;
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
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.PointerInput.Kind;

/**
 * What auditors of web pages look at: that it installs, that everybody can use it, that it is
 * quiet.
 */
class QualityIT {
  /**
   * What reaches over the window's edge, and rows of tabs that hold more than they have room for.
   */
  private static final String TOO_WIDE =
      "const root = document.documentElement;"
          + "const rows = [...document.querySelectorAll('.tabs')];"
          + "const full = rows.filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText);"
          + "if (root.scrollWidth <= root.clientWidth) return full;"
          + "return [...document.querySelectorAll('body *')].filter(e => {"
          + " const box = e.getBoundingClientRect();"
          + " return box.width && (box.right > root.clientWidth + 1 || box.left < -1); })"
          + ".slice(0, 8).map(e => e.outerHTML.slice(0, 120))"
          + ".concat(root.scrollWidth + ' > ' + root.clientWidth);";

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
      for (Views.View view : Views.all()) {
        if (Views.LINKED.contains(view.name()) || view.name().equals("record")) {
          view.open(page);
          assertAccessible(page, view.name());
        }
      }
    }

    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      page.openGallery();
      page.part("no-network");
      page.offline("spoken-digits");
      assertAccessible(page, "gallery offline");
    }
  }

  @Test
  void everyView_fitsOnAPhoneFromRightToLeftToo() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      for (Views.View view : Views.all()) {
        view.open(page);
        assertFits(page, view.name());
      }
    }
  }

  /**
   * Asserts that nothing is wider than a phone or a laptop, from left to right and the other way.
   */
  static void assertFits(HearthPage page, String where) {
    for (String direction : List.of("ltr", "rtl")) {
      page.browser()
          .driver()
          .executeScript("document.documentElement.dir = arguments[0]", direction);
      for (Screenshots.Screen screen : List.of(Screenshots.PHONE, Screenshots.LAPTOP)) {
        Screenshots.show(page.browser(), screen, "light");
        assertEquals(
            List.of(),
            page.browser().driver().executeScript(TOO_WIDE),
            where + ", " + direction + ", " + screen.width());
      }
    }
    Screenshots.reset(page.browser());
  }

  @Test
  void everyView_staysWhereItIsWhileItLoads() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      for (Views.View view : Views.all()) {
        page.browser().open("about:blank");
        view.open(page);
        Object shifts =
            page.browser()
                .driver()
                .executeAsyncScript(
                    "const done = arguments[0]; let sum = 0; const found = [];"
                        + "new PerformanceObserver(list => { for (const e of list.getEntries())"
                        + " if (!e.hadRecentInput) { sum += e.value;"
                        + " found.push(e.value.toFixed(3) + ' ' + e.sources.map(s => s.node &&"
                        + " (s.node.className || s.node.nodeName)).join(' ')); } })"
                        + ".observe({type: 'layout-shift', buffered: true});"
                        + "setTimeout(() => done(sum < 0.1 ? [] : found), 300)");
        assertEquals(List.of(), shifts, view.name());
      }
    }
  }

  @Test
  void everyLink_leadsToAnAddressAndBack() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      for (String link : Views.LINKED) {
        page.openGallery();
        page.part(link).click();
        page.browser().waitForScript("location.search.startsWith('?view=')");
        page.browser()
            .waitForScript(
                "document.querySelector('[data-testid=" + link + "][aria-current=page]')");
        page.browser().find("main h1");
        page.browser().driver().navigate().back();
        page.part("card-digits");
      }
      page.assertQuiet();
    }
  }

  @Test
  void menu_opensAndClosesByKeyboard() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      page.openGallery();
      assertFalse(page.shows("menu"), "links fit beside each other");
      Screenshots.show(page.browser(), Screenshots.PHONE, "light");
      assertFalse(page.shows("about"), "closed");
      page.part("theme");
      page.part("menu").sendKeys(Keys.ENTER);
      page.part("about");
      assertEquals("true", page.part("menu").getAttribute("aria-expanded"));
      page.part("menu").sendKeys(Keys.ESCAPE);
      assertFalse(page.shows("about"), "closed by Escape");
      page.part("menu").click();
      page.part("about").click();
      page.browser().waitForScript("location.search === '?view=about'");
      assertFalse(page.shows("runs"), "closed by following a link");
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

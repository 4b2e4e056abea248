package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Trouble;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.PictureHost;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A built site after its deployer has changed {@code site.json}, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteConfigIT {
  private Path root;
  private PictureHost listed;
  private PictureHost other;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    byte[] five = Files.readAllBytes(root.resolve("samples/5.png"));
    listed = PictureHost.start(five);
    other = PictureHost.start(five);
  }

  @AfterAll
  void stop() {
    listed.close();
    other.close();
  }

  private void settings(String json) throws IOException {
    Files.writeString(root.resolve("site.json"), json);
  }

  @Test
  void settings_areThePages() throws IOException {
    settings(
        """
        {
          "title": "Herbarium",
          "texts": {"en": {"What should your browser recognise?": "Which plant is it?"}},
          "accent": "#9fc7ff",
          "models": ["spoken-digits", "digits"],
          "samples": {"digits": ["samples/8.png", "%s/five.png"]},
          "topK": 3,
          "imageHosts": ["%s"],
          "languages": ["en"]
        }
        """
            .formatted(listed.origin(), listed.origin()));
    try (HearthPage page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain())) {
      page.openGallery();
      assertEquals("Herbarium", page.browser().find("a.brand").getText().strip());
      assertEquals("Herbarium", page.browser().driver().getTitle());
      assertEquals("Which plant is it?", page.browser().find("h1").getText());
      assertEquals(List.of("card-spoken-digits", "card-digits"), cards(page));
      assertFalse(page.shows("language"), "one language is no choice");
      String accent = "getComputedStyle(document.documentElement).getPropertyValue('--ember-ink')";
      assertTrue(
          Objects.toString(page.browser().driver().executeScript("return " + accent))
              .matches("light-dark\\(#[0-9a-f]{6}, #9fc7ff\\)"),
          "dark enough for light pages");
      QualityIT.assertAccessible(page, "a site's own colour");

      page.open("digits");
      page.choose("upload");
      page.browser().find(".sample[data-label='8']").click();
      assertEquals("8", page.lastAnswerAfter(0).label());
      assertEquals(2, page.browser().findAll(".sample").size());
      assertEquals(
          3, page.browser().findAll(".result").stream().filter(r -> r.isDisplayed()).count());
      page.browser().find(".sample[data-label='five']").click();
      page.browser()
          .waitFor("the sample of the other site", b -> page.answer().label().equals("5"));
    }
  }

  @Test
  void pictures_comeFromTheListedHostsAlone() throws IOException {
    settings("{\"imageHosts\": [\"" + listed.origin() + "\"]}");
    try (HearthPage page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain())) {
      page.open("digits");
      page.choose("upload");
      fetch(page, listed.origin() + "/a.png");
      assertEquals("5", page.lastAnswerAfter(0).label());
      assertTrue(listed.requests() > 0);

      fetch(page, other.origin() + "/a.png");
      Trouble trouble = page.trouble();
      assertEquals("ADDRESS_REFUSED", trouble.code());
      String policy =
          Objects.toString(
              page.browser()
                  .driver()
                  .executeAsyncScript(
                      "const done = arguments[1]; addEventListener('securitypolicyviolation',"
                          + " event => done(event.effectiveDirective)); fetch(arguments[0])"
                          + ".then(() => done('allowed'), () => {})",
                      other.origin()));
      assertEquals("connect-src", policy, "nor does the policy allow it");
      assertEquals(0, other.requests());
    }
  }

  @Test
  void settingsThatAreNotInOrder_areToldAndNotUsed() throws IOException {
    settings("{\"titel\": \"Herbarium\"}");
    try (HearthPage page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain())) {
      page.openGallery();
      String told = page.part("site-problem").getText();
      assertTrue(told.contains("site.json is not in order. Unknown key titel"), told);
      assertEquals("Hearth", page.browser().find("a.brand").getText().strip());
      assertTrue(
          page.browser().watch().messages().stream()
              .anyMatch(m -> m.level().equals("error") && m.text().contains("Unknown key titel")));
      page.open("digits");
    }
  }

  @Test
  void hostThatReadsHeaders_getsThemFromTheTool(@TempDir Path folder) throws IOException {
    Path copy = SiteCopy.copy(root.resolve("_headers"), folder.resolve("_headers")).getParent();
    Files.writeString(
        copy.resolve("site.json"),
        "{\"imageHosts\": [\"https://a.example\"], \"languages\": [\"en\"]}");
    String said = HearthTool.run("site", copy);
    assertTrue(said.contains("may talk to https://a.example"), said);
    String headers = Files.readString(copy.resolve("_headers"));
    assertTrue(headers.contains("connect-src 'self' https://a.example;"), headers);
  }

  private static List<String> cards(HearthPage page) {
    return page.browser().findAll("[data-testid=gallery] > li").stream()
        .map(card -> Objects.toString(card.getAttribute("data-testid")))
        .toList();
  }

  private static void fetch(HearthPage page, String address) {
    if (page.shows("choose-another")) {
      page.part("choose-another").click();
    }
    page.browser().find("[data-testid=picture-address]").clear();
    page.browser().find("[data-testid=picture-address]").sendKeys(address);
    page.part("fetch").click();
  }
}

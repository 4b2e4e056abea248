package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.page.Views;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.support.ui.Select;

/** The page in another language than its own. */
class LanguagesIT {
  private static final BrowserOptions GERMAN =
      BrowserOptions.plain().flag("--accept-lang=de-DE,en");

  @Test
  void everyView_isInTheBrowsersLanguage() throws IOException {
    Map<String, Object> words =
        new Json()
            .toType(Files.readString(SiteCopy.built().resolve("texts/de.json")), Json.MAP_TYPE);
    assertTrue(words.size() > 300, words.size() + " texts");
    try (HearthPage page = HearthPage.start(GERMAN)) {
      for (Views.View view : Views.all()) {
        view.open(page);
        assertEquals(
            "de", page.browser().driver().executeScript("return document.documentElement.lang"));
        assertEquals(List.of(), englishOf(page, words), view.name());
        QualityIT.assertFits(page, view.name());
      }
      assertEquals(List.of(), page.browser().watch().violations());
    }
  }

  /** Returns what is shown in English and has other words in German. */
  private static List<String> englishOf(HearthPage page, Map<String, Object> words) {
    Object shown =
        page.browser()
            .driver()
            .executeScript(
                "const texts = []; const walker = document.createTreeWalker(document.body,"
                    + " NodeFilter.SHOW_TEXT, n => n.parentElement.closest("
                    + "'[translate=no], code, script, noscript, .sprite') ? 2 : 1);"
                    + "while (walker.nextNode()) texts.push("
                    + "walker.currentNode.data.replace(/[ \\t\\n]+/g, ' ').trim()); return texts;");
    List<String> english = new ArrayList<>();
    for (Object text : (List<?>) shown) {
      Object german = words.get(text.toString());
      if (german != null && !german.equals(text) && !words.containsValue(text)) {
        english.add(text.toString());
      }
    }
    return english;
  }

  @Test
  void choice_isKept() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      page.openGallery();
      assertEquals("Models", page.part("models").getText());
      new Select(page.part("language")).selectByVisibleText("Deutsch");
      page.browser().waitForScript("document.documentElement.lang === 'de'");
      assertEquals("gallery", page.settledState());
      assertEquals("Modelle", page.part("models").getText());
      assertTrue(page.part("card-digits").getText().contains("Handgeschriebene Ziffern"));
      page.open("digits");
      assertEquals("5", page.draw(Strokes.digit(5), Kind.MOUSE).label());
      assertEquals("Zeichnen", page.part("tab-draw").getText());

      new Select(page.part("language")).selectByVisibleText("English");
      page.browser().waitForScript("document.documentElement.lang === 'en'");
      assertEquals("ready", page.settledState());
      assertEquals("Draw", page.part("tab-draw").getText());
      page.assertQuiet();
    }
  }

  @Test
  void numbers_areWrittenAsTheLanguageDoes_andNotInFiles() {
    try (HearthPage page = HearthPage.start(GERMAN)) {
      page.openGallery();
      String size = page.browser().find("[data-testid=card-digits] .size").getText();
      assertTrue(size.matches("\\d+ KB|\\d+,\\d MB"), size);
      page.open("spoken-digits");
      page.choose("upload");
      page.upload(TestData.path("audio/fsdd/7_jackson_0.wav"));
      String percent = page.browser().find("[data-testid=results] .result-percent").getText();
      assertTrue(percent.matches("\\d+,\\d %"), percent);
      String table = Saved.by(page, "file-export");
      assertTrue(
          table.lines().skip(1).allMatch(line -> line.matches("[0-9.]+,.+,0?[.]?\\d+")), table);
      assertTrue(table.contains("."), table);
      page.assertQuiet();
    }
  }

  @Test
  void language_isThereWithoutANetwork() {
    try (HearthPage page = HearthPage.start(GERMAN)) {
      page.openGallery();
      page.offline("digits");
      page.browser().waitForScript("navigator.serviceWorker.controller");
      page.browser()
          .driver()
          .executeCdpCommand(
              "Network.emulateNetworkConditions",
              Map.of(
                  "offline", true, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
      page.openGallery();
      assertEquals("Modelle", Objects.toString(page.part("models").getText()));
    }
  }
}

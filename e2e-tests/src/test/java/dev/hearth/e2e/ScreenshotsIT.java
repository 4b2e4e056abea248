package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.WavFile;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Screenshots;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.page.Views;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** Pictures of each view for people to look at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreenshotsIT {
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    List<WavFile> parts = new ArrayList<>();
    for (int digit : new int[] {3, 7, 5, 2}) {
      parts.add(WavFile.read(TestData.path("audio/fsdd/" + digit + "_jackson_0.wav")));
      parts.add(WavFile.silence(44_100, 0.8));
    }
    Path sound = WavFile.concat(44_100, parts).write(folder.resolve("sound.wav"), 1);
    page = HearthPage.start(BrowserOptions.plain().microphone(sound));
  }

  @AfterAll
  void stop() {
    page.close();
  }

  @Test
  void gallery() {
    page.openGallery();
    Screenshots.takeAll(page.browser(), "gallery");
  }

  @Test
  void offline(@TempDir Path profile) {
    SiteProcess site = SiteProcess.start();
    try (HearthPage online = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      online.openGallery();
      online.keep("digits");
      online.browser().driver().executeScript("document.getElementById('update').hidden = false");
      Screenshots.takeAll(online.browser(), "gallery-update");
    }
    try (HearthPage offline = HearthPage.start(site, BrowserOptions.plain().profile(profile))) {
      offline.openGallery();
      offline.part("no-network");
      offline.offline("spoken-digits");
      Screenshots.takeAll(offline.browser(), "gallery-offline");
    }
  }

  @Test
  void everyView() {
    for (Views.View view : Views.all()) {
      view.open(page);
      Screenshots.takeAll(page.browser(), "view-" + view.name());
    }
  }

  @Test
  void digits() {
    page.open("digits");
    assertEquals("7", page.draw(Strokes.digit(7), Kind.MOUSE).label());
    Screenshots.takeAll(page.browser(), "digits");
    assertEquals("7", page.answer().label(), "through all sizes and schemes");
  }

  @Test
  void device() {
    page.open("digits");
    page.waitUntilRemembered("digits");
    page.part("this-device").click();
    page.part("delete-all");
    Screenshots.takeAll(page.browser(), "device");
  }

  @Test
  void spokenDigits() {
    page.open("spoken-digits");
    page.part("mic-start").click();
    page.browser().waitFor("three words", driver -> page.words("words").size() >= 3);
    Screenshots.takeAll(page.browser(), "spoken-digits");
  }
}

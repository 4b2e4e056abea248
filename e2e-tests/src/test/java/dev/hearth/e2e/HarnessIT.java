package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.PaperPicture;
import dev.hearth.e2e.media.WavFile;
import dev.hearth.e2e.media.Y4mVideo;
import dev.hearth.e2e.page.Pointer;
import dev.hearth.e2e.page.Screenshots;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The tests' own hands, eyes, camera and microphone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HarnessIT {
  private SiteProcess site;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    BufferedImage digit = ImageIO.read(TestData.path("images/mnist/7_60000.png").toFile());
    BufferedImage frame = PaperPicture.of(digit, 640, 480, 320);
    Path video = Y4mVideo.write(folder.resolve("digit.y4m"), Collections.nCopies(10, frame), 10);
    WavFile seven = WavFile.read(TestData.path("audio/fsdd/7_jackson_0.wav"));
    Path sound =
        WavFile.concat(16_000, List.of(WavFile.silence(16_000, 0.3), seven))
            .write(folder.resolve("seven.wav"), 1);
    site = SiteProcess.start(HarnessSite.create(folder.resolve("site")));
    browser = Browser.start(BrowserOptions.plain().camera(video).microphone(sound));
  }

  @AfterAll
  void stop() {
    browser.close();
    site.close();
  }

  @BeforeEach
  void open() {
    browser.open(site.url("/"));
    browser.waitForScript("window.ready");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"MOUSE", "TOUCH", "PEN"})
  void pointer_drawsEachLineWithoutALift(Kind kind) {
    Pointer.draw(browser, browser.find("canvas"), Strokes.digit(4), kind);

    List<?> strokes = (List<?>) browser.waitForScript("window.strokes");
    assertEquals(2, strokes.size());
    assertEquals(kind.name().toLowerCase(java.util.Locale.ROOT), ((List<?>) strokes.get(0)).get(0));
    assertTrue(((List<?>) strokes.get(0)).size() >= 3, strokes.toString());
  }

  @Test
  void fakeDevices_playTheFiles() {
    Map<?, ?> seen = (Map<?, ?>) browser.driver().executeAsyncScript("media().then(arguments[0])");

    assertEquals(640L, seen.get("width"));
    assertEquals(480L, seen.get("height"));
    List<?> corner = (List<?>) seen.get("corner");
    assertEquals(236, ((Number) corner.get(0)).doubleValue(), 8);
    assertEquals(216, ((Number) corner.get(2)).doubleValue(), 8);
    assertTrue(((Number) seen.get("loudest")).doubleValue() > 0.05, seen.toString());
  }

  @Test
  void screenshots_showSizeAndScheme() {
    Screenshots.show(browser, Screenshots.PHONE, "dark");

    assertEquals(360L, browser.driver().executeScript("return innerWidth"));
    assertEquals(
        true,
        browser
            .driver()
            .executeScript("return matchMedia('(prefers-color-scheme: dark)').matches"));
    Screenshots.takeAll(browser, "harness");
    assertEquals(
        false,
        browser
            .driver()
            .executeScript("return matchMedia('(prefers-color-scheme: dark)').matches"));
  }
}

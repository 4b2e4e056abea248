package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.PaperPicture;
import dev.hearth.e2e.media.Y4mVideo;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.testing.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.Keys;

/** A camera before which sheets of paper are held, a digit on each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("It looks in real time.")
class CameraIT {
  private static final List<String> SHEETS = List.of("7_60000", "3_60018", "5_60015", "2_60001");
  private static final int FRAMES_PER_SECOND = 5;
  private static final int FRAMES_PER_SHEET = 10;
  private static final int STEADY = 4;

  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    List<BufferedImage> frames = new ArrayList<>();
    for (String sheet : SHEETS) {
      BufferedImage digit = ImageIO.read(TestData.path("images/mnist/" + sheet + ".png").toFile());
      frames.addAll(Collections.nCopies(FRAMES_PER_SHEET, PaperPicture.of(digit, 640, 480, 240)));
    }
    Path video = Y4mVideo.write(folder.resolve("sheets.y4m"), frames, FRAMES_PER_SECOND);
    page = HearthPage.start(BrowserOptions.plain().camera(video));
  }

  @AfterAll
  void stop() {
    page.close();
  }

  @BeforeEach
  void open() {
    page.open("digits");
    page.choose("camera");
    page.part("camera-start").click();
    page.part("region");
  }

  @AfterEach
  void quiet() {
    page.assertQuiet();
  }

  @Test
  void everySheet_isReadWhileItIsShown() {
    for (String sheet : SHEETS) {
      assertSteady(sheet.substring(0, 1));
    }
  }

  @Test
  void region_isMovedByKeys() {
    assertSteady("7");
    for (int i = 0; i < 20; i++) {
      page.part("region").sendKeys("-");
    }
    for (int i = 0; i < 30; i++) {
      page.part("region").sendKeys(Keys.ARROW_LEFT);
    }

    assertEquals("20", page.part("region-size").getAttribute("value"));
    Object left =
        page.browser()
            .driver()
            .executeScript(
                "const box = e => document.querySelector(e).getBoundingClientRect();"
                    + "return Math.round(box('[data-testid=region]').left - box('video').left)");
    assertEquals(0L, left);
  }

  @Test
  void stop_endsTheVideoAndForgetsTheAnswer() {
    assertSteady("3");

    page.part("camera-stop").click();

    page.part("camera-start");
    assertFalse(page.shows("region"));
    assertEquals(List.of(), page.answer().labels());
    assertFalse(isRunning());
    page.part("camera-start").click();
    assertSteady("5");
  }

  @Test
  void otherTab_endsTheVideo() {
    page.choose("draw");

    assertFalse(isRunning());
    page.choose("camera");
    page.part("camera-start");
  }

  @Test
  void hiddenPage_endsTheVideo() {
    assertTrue(isRunning());

    page.browser()
        .driver()
        .executeScript(
            "Object.defineProperty(document, 'hidden', {get: () => true, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");

    page.part("camera-start");
    assertFalse(isRunning());
  }

  private boolean isRunning() {
    Object running =
        page.browser()
            .driver()
            .executeScript(
                "const stream = document.querySelector('video').srcObject;"
                    + "return !!stream && stream.active");
    return Boolean.TRUE.equals(running);
  }

  /** Waits until several predictions in a row are of one label. */
  private void assertSteady(String label) {
    long[] since = {Long.MAX_VALUE};
    page.browser()
        .waitFor(
            "a steady " + label,
            driver -> {
              Answer now = page.answer();
              boolean isRight = now.label().equals(label);
              since[0] = isRight ? Math.min(since[0], now.count()) : Long.MAX_VALUE;
              return isRight && now.count() >= since[0] + STEADY;
            });
  }
}

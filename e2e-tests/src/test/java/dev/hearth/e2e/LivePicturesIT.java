package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.page.HearthPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live video by models of several tasks: a camera before a photo, and a screen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("It measures times.")
class LivePicturesIT {
  private static final String FOUND = "document.querySelector('[data-testid=detection]')";
  private static final String VIDEO = "document.querySelector('#panel-camera video')";

  /** What of the elements is over the video, in the frame's pixels as they show. */
  private static final String BOX =
      "const video = document.querySelector('#panel-camera video').getBoundingClientRect();"
          + "const box = document.querySelector('[data-testid=box]').getBoundingClientRect();"
          + "const scale = 640 / video.width;"
          + "return [(box.left - video.left) * scale, (box.top - video.top) * scale,"
          + " box.width * scale, box.height * scale]";

  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    page = LiveFaces.start(folder);
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  @AfterEach
  void quiet() {
    page.assertQuiet();
  }

  @ParameterizedTest
  @ValueSource(strings = {"faces", "blazeface"})
  void face_isFoundWhereItIs_andBoxedOverTheVideo(String model) {
    watch(model, "camera");
    double[] found =
        numbers(
            "const {x, y, width, height} = "
                + FOUND
                + ".dataset;"
                + "return [x, y, width, height].map(Number)");

    assertOverlap(LiveFaces.face(), found);
    assertEquals("true", page.part("camera-mirror").getAttribute("aria-pressed"));
    assertOverlap(mirrored(LiveFaces.face()), numbers(BOX));

    page.part("camera-mirror").click();

    assertOverlap(LiveFaces.face(), numbers(BOX));
    page.browser().waitForScript("document.querySelector('[data-median-ms]')");
  }

  @Test
  void pause_keepsTheFrameAndItsAnswer_untilItGoesOn() {
    watch("faces", "camera");

    page.part("camera-pause").click();

    page.browser().waitForScript(VIDEO + ".paused");
    page.browser().waitForScript(FOUND);
    assertOverlap(mirrored(LiveFaces.face()), numbers(BOX));
    page.part("camera-pause").click();
    page.browser().waitForScript("!" + VIDEO + ".paused");
    waitForMore("detections");
  }

  @Test
  void savedPicture_isTheFrameWithItsBoxes() {
    watch("faces", "camera");
    page.part("camera-pause").click();
    page.browser().waitForScript(VIDEO + ".paused");
    script(
        "const link = HTMLAnchorElement.prototype.click;"
            + "const url = URL.createObjectURL;"
            + "URL.createObjectURL = blob => { window.saved = blob; return url(blob); };"
            + "HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; }");

    page.part("camera-save").click();

    page.browser().waitForScript("window.savedAs");
    assertEquals("faces.png", script("return window.savedAs"));
    Object differing =
        page.browser()
            .driver()
            .executeAsyncScript(
                "const done = arguments[0];"
                    + "createImageBitmap(window.saved).then(picture => {"
                    + "const canvas = new OffscreenCanvas(picture.width, picture.height);"
                    + "const pen = canvas.getContext('2d', {willReadFrequently: true});"
                    + "const pixels = () => pen.getImageData(0, 0, 640, 480).data;"
                    + "pen.drawImage(picture, 0, 0); const saved = pixels();"
                    + "pen.setTransform(-1, 0, 0, 1, 640, 0);"
                    + "pen.drawImage("
                    + VIDEO
                    + ", 0, 0); const shown = pixels();"
                    + "let x0 = 640, x1 = 0, y1 = 0;"
                    + "for (let i = 0; i < 640 * 480; i++) {"
                    + "if (Math.abs(saved[i * 4 + 2] - shown[i * 4 + 2]) < 60) continue;"
                    + "x0 = Math.min(x0, i % 640); x1 = Math.max(x1, i % 640);"
                    + "y1 = Math.floor(i / 640); }"
                    + "done([picture.width, picture.height, x0, x1, y1]); }, e => done(`${e}`))");
    List<?> seen = (List<?>) differing;
    assertEquals(List.of(640L, 480L), seen.subList(0, 2), seen.toString());
    double[] face = mirrored(LiveFaces.face());
    assertTrue(((Number) seen.get(2)).doubleValue() > face[0] - 40, seen.toString());
    assertTrue(((Number) seen.get(3)).doubleValue() < face[0] + 200, seen.toString());
    assertTrue(((Number) seen.get(4)).doubleValue() < face[1] + face[3] + 40, seen.toString());
  }

  @Test
  void hiddenPage_endsTheVideo() {
    watch("faces", "camera");
    assertEquals(true, script("return !!" + VIDEO + ".srcObject?.active"));

    script(
        "Object.defineProperty(document, 'hidden', {get: () => true, configurable: true});"
            + "document.dispatchEvent(new Event('visibilitychange'))");

    page.part("camera-start");
    assertEquals(false, script("return !!" + VIDEO + ".srcObject?.active"));
  }

  @Test
  void superResolution_followsTheVideo() {
    watch("larger", "camera");

    waitForMore("picture-made");
    assertTrue(page.part("size-after").getText().contains("672"));
  }

  @Test
  void screen_isLookedAtInThePartThatIsChosen() {
    watch("larger", "screen");
    Object whole = script("return document.querySelector('[data-testid=size-before]').textContent");

    for (int i = 0; i < 10; i++) {
      page.browser().find("#panel-screen [data-testid=region]").sendKeys("-");
    }

    page.browser()
        .waitForScript(
            "document.querySelector('#panel-screen [data-testid=region-size]').value === '80'");
    waitForMore("picture-made");
    assertNotEquals(
        whole, script("return document.querySelector('[data-testid=size-before]').textContent"));
    assertFalse(page.shows("screen-mirror"));
    page.part("screen-stop").click();
    page.part("screen-start");
  }

  /** Opens a model and shows it video until it has answered. */
  private void watch(String model, String source) {
    page.open(model);
    page.choose(source);
    page.part(source + "-start").click();
    page.browser().find("#panel-" + source + "[data-video=live] .video");
    page.browser()
        .waitForScript(
            "document.querySelector('[data-result-count]:not([data-result-count=\"0\"])')");
    if (!model.equals("larger")) {
      page.browser().waitForScript(FOUND);
    }
  }

  private void waitForMore(String answer) {
    String count = "document.querySelector('[data-testid=" + answer + "]').dataset.resultCount";
    Object before = script("return " + count);
    page.browser().waitForScript("Number(" + count + ") > Number(" + before + ") + 2");
  }

  private static double[] mirrored(double[] box) {
    return new double[] {LiveFaces.WIDTH - box[0] - box[2], box[1], box[2], box[3]};
  }

  private static void assertOverlap(double[] expected, double[] found) {
    double overlap = LiveFaces.overlap(expected, found);
    assertTrue(
        overlap > 0.5,
        () -> Arrays.toString(found) + " for " + Arrays.toString(expected) + ": " + overlap);
  }

  private double[] numbers(String script) {
    List<?> all = (List<?>) script(script);
    return all.stream().mapToDouble(one -> ((Number) one).doubleValue()).toArray();
  }

  private Object script(String script) {
    return page.browser().driver().executeScript(script);
  }
}

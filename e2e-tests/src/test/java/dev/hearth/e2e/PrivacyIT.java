package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.testing.TestData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** What the network sees while both models are used: the site's own files, and nothing else. */
class PrivacyIT {
  @Test
  void bothModels_runWithoutARequestToAnotherOrigin() {
    try (HearthPage page = HearthPage.start(BrowserOptions.plain())) {
      page.openGallery();
      String foot = page.browser().find(".foot").getText();
      assertTrue(foot.startsWith("Nothing you draw, show or say leaves this device."), foot);
      assertFalse(foot.contains("sent to a server"), foot);
      page.offline("digits");
      page.part("card-digits").click();
      assertEquals("ready", page.settledState());
      page.waitUntilRemembered("digits");
      assertEquals(true, page.browser().driver().executeScript("return self.crossOriginIsolated"));
      assertEquals("7", page.draw(Strokes.digit(7), Kind.MOUSE).label());
      List<String> before = page.browser().watch().requests();
      page.draw(Strokes.digit(2), Kind.MOUSE);
      assertEquals(before, page.browser().watch().requests(), "drawing asks for nothing");

      page.open("spoken-digits");
      page.waitUntilRemembered("spoken-digits");
      page.choose("upload");
      before = page.browser().watch().requests();
      assertEquals("five", page.upload(TestData.path("audio/fsdd/5_jackson_0.wav")).label());
      assertEquals(before, page.browser().watch().requests(), "hearing asks for nothing");

      page.assertQuiet();
      assertTrue(requested(page, "/ort.wasm.min.mjs"), "onnxruntime-web ran");
      assertTrue(requested(page, "/tfjs.js"), "TensorFlow.js ran");
      assertTrue(page.browser().watch().targets().stream().filter("worker"::equals).count() >= 2);
    }
  }

  private static boolean requested(HearthPage page, String file) {
    return page.browser().watch().requests().stream().anyMatch(url -> url.endsWith(file));
  }
}

package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cameras and microphones that cannot be had. */
class DevicesIT {
  private HearthPage page;

  @AfterEach
  void stop() {
    page.assertQuiet();
    page.close();
  }

  @Test
  void refused_isSaidInWords() {
    page = HearthPage.start(BrowserOptions.plain().anyDevices().refusingMedia());

    assertTrouble("digits", "camera", "camera-start", "CAMERA_REFUSED", "camera is not allowed");
    page.part("remedy").click();
    assertEquals("CAMERA_REFUSED", page.trouble().code());
    page.choose("draw");
    assertTrouble(
        "spoken-digits", "live", "mic-start", "MICROPHONE_REFUSED", "microphone is not allowed");
    assertTrouble(
        "spoken-digits", "record", "record-start", "MICROPHONE_REFUSED", "Allow it by the symbol");
  }

  @Test
  void absent_isSaidInWordsAndUploadOffered() {
    page = HearthPage.start(BrowserOptions.plain());

    assertTrouble("digits", "camera", "camera-start", "NO_CAMERA", "No camera was found");
    page.part("remedy").click();
    page.browser().find("[data-testid=tab-upload][aria-selected=true]");
    assertTrouble("spoken-digits", "live", "mic-start", "NO_MICROPHONE", "No microphone");
    page.choose("record");
    page.part("record-start").click();
    assertEquals("NO_MICROPHONE", page.trouble().code());
  }

  private void assertTrouble(String model, String tab, String button, String code, String words) {
    page.open(model);
    page.choose(tab);
    page.part(button).click();
    Trouble trouble = page.trouble();
    assertEquals(code, trouble.code());
    assertTrue(trouble.words().contains(words), trouble.words());
    assertTrue(page.part(button).isEnabled(), "may be tried again");
  }
}

package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.WavFile;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A microphone that hears no digit. */
@Isolated("It listens in real time.")
class OtherSoundsIT {
  @Test
  void silenceAndOtherWords_areNotTakenForDigits(@TempDir Path folder) throws IOException {
    WavFile speech = WavFile.read(TestData.path("audio/speech_16k.wav"));
    Path sound =
        WavFile.concat(16_000, List.of(WavFile.silence(16_000, 4), speech))
            .write(folder.resolve("speech.wav"), 1);
    try (HearthPage page = HearthPage.start(BrowserOptions.plain().microphoneOnce(sound))) {
      page.open("spoken-digits");
      page.part("mic-start").click();
      Heard.waitForWindows(page, 2.5);
      assertTrue(page.words("words").isEmpty(), "silence: " + page.words("words"));

      Heard.waitForWindows(page, 16);

      System.out.println("Read English without digits: heard " + page.words("words"));
      assertTrue(page.words("words").size() <= 1, page.words("words").toString());
      page.assertQuiet();
    }
  }
}

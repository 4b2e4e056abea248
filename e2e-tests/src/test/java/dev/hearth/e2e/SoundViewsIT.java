package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.decode.SpeechSegment;
import dev.hearth.decode.VoiceActivityGate;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.Recordings;
import dev.hearth.e2e.media.WavFile;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Trouble;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.json.JsonObject;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
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
import org.openqa.selenium.By;

/** The views of models that hear: speech by Silero VAD, and what all of them share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("It listens in real time.")
class SoundViewsIT {
  private static final int WINDOWS_16K = 120;
  private static final int WINDOWS_8K = 60;

  private Path folder;
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    folder = shared;
    Path site = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    SoundModels.voice(folder, site, "voice", 16_000, 512, 64);
    SoundModels.voice(folder, site, "voice-8k", 8_000, 256, 32);
    WavFile speech = WavFile.read(TestData.path("audio/speech_16k.wav"));
    Path sound =
        WavFile.concat(
                16_000, List.of(WavFile.silence(16_000, 1), speech, WavFile.silence(16_000, 2)))
            .write(folder.resolve("said.wav"), 1);
    page = HearthPage.start(SiteProcess.start(site), BrowserOptions.plain().microphoneOnce(sound));
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

  @Test
  void speechOfAFile_isThatOfTheGoldens() throws IOException {
    assertGolden("voice", "16k", 16_000, 512, WINDOWS_16K);
    assertGolden("voice-8k", "8k", 8_000, 256, WINDOWS_8K);
  }

  private void assertGolden(String model, String name, int rateHz, int window, int windows)
      throws IOException {
    WavFile speech = WavFile.read(TestData.path("audio/speech_" + name + ".wav"));
    int length = windows * window;
    Path start =
        new WavFile(rateHz, Arrays.copyOf(speech.samples(), length))
            .write(folder.resolve("start-" + name + ".wav"), 1);
    List<SpeechSegment> expected = golden(name, rateHz, window, windows);
    assertTrue(expected.size() > 0, "the goldens have speech");
    page.open(model);
    page.choose("upload");

    hear(start);

    assertStretches(expected);
    assertEquals(
        String.valueOf(expected.size()),
        page.part("file-waveform").getAttribute("data-spans"),
        "stretches marked in the waveform");
    assertTrue(page.part("threshold").getText().contains("50"), page.part("threshold").getText());
  }

  /** Returns the stretches that the goldens' probabilities make, by the gate's usual settings. */
  private static List<SpeechSegment> golden(String name, int rateHz, int window, int windows)
      throws IOException {
    String base = "onnx/silero-vad/silero-vad-" + name + ".golden.";
    byte[] values = Files.readAllBytes(TestData.path(base + "bin"));
    JsonObject json = JsonObject.parse(name, Files.readString(TestData.path(base + "json")));
    List<Integer> offsets =
        json.objects(
            "cases", one -> one.objects("outputs", output -> output).get(0).integer("offset"));
    assertEquals(windows, offsets.size());
    VoiceActivityGate gate =
        new VoiceActivityGate(
            new VoiceActivityGate.Config(
                window, 0.5, 0.35, rateHz / 4, rateHz / 10, rateHz * 30 / 1000));
    for (int at : offsets) {
      gate.accept(ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).getFloat(at));
    }
    return gate.segments((long) windows * window, rateHz);
  }

  @Test
  void wholeFile_isTimedAndPlayedAndSaved() throws IOException {
    page.open("voice");
    page.choose("upload");

    hear(TestData.path("audio/speech_16k.wav"));

    List<Stretch> found = stretches();
    assertEquals(5, found.size(), found.toString());
    double last = 0;
    for (Stretch one : found) {
      assertTrue(one.start() >= last && one.end() > one.start() && one.end() < 13.4, one + "");
      last = one.end();
    }
    assertEquals("5 stretches of speech", page.part("speech-total").getText());
    assertTrue(loudBars() > 30, loudBars() + " of 120 bars are loud");
    page.browser()
        .waitForScript("document.querySelector('[data-testid=file-player]').duration > 13");
    String table = saved("speech-export");
    List<String> lines = table.lines().toList();
    assertEquals("start_seconds,end_seconds", lines.get(0));
    assertEquals(1 + found.size(), lines.size());
    assertEquals(found.get(0).start(), Double.parseDouble(lines.get(1).split(",", -1)[0]), 6e-4);
  }

  @Test
  void otherKindsOfFiles_areDecodedByTheBrowser() throws IOException {
    page.open("voice");
    page.choose("upload");
    Path webm =
        Recordings.webm(
            page.browser(), TestData.path("audio/speech_16k.wav"), folder.resolve("said.webm"));

    hear(webm);

    // Opus is not exact, and its recording begins and ends a little later.
    List<Stretch> found = stretches();
    assertTrue(found.size() >= 3 && found.size() <= 7, found.toString());
    assertTrue(page.detail("file-name").endsWith(".webm"));
    Trouble trouble = page.uploadInVain(Files.writeString(folder.resolve("no.mp3"), "no sound"));
    assertEquals("NOT_A_WAV", trouble.code());
  }

  @Test
  void microphone_showsWhenSomeoneSpeaks() {
    page.open("voice");
    page.part("mic-start").click();
    page.browser().waitForScript("document.querySelector('[data-testid=light][data-on=true]')");
    assertEquals("Someone is speaking", page.part("speaking").getText());

    page.browser()
        .waitFor("a stretch that ended", driver -> stretches().isEmpty() ? null : stretches());

    Stretch first = stretches().get(0);
    assertTrue(first.start() > 0.9 && first.end() > first.start(), first.toString());
    assertTrue(page.shows("mic-device"), "the browser's fake devices are several");
    page.part("mic-stop").click();
    page.part("mic-start");
  }

  @Test
  void microphone_isChosenAndStopsWhenHidden() {
    page.open("spoken-digits");
    page.part("mic-start").click();
    page.part("mic-device");
    Heard.waitForWindows(page, 1);

    page.browser()
        .driver()
        .executeScript(
            "const list = document.querySelector('[data-testid=mic-device]');"
                + "list.selectedIndex = list.options.length - 1;"
                + "list.dispatchEvent(new Event('change'));");
    Heard.waitForWindows(page, 1);
    assertEquals(
        true,
        page.browser()
            .driver()
            .executeScript(
                "const list = document.querySelector('[data-testid=mic-device]');"
                    + "return list.selectedIndex === list.options.length - 1"));

    page.browser()
        .driver()
        .executeScript(
            "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'));");
    page.part("mic-start");
    assertFalse(page.shows("mic-stop"));
  }

  @Test
  void recording_isPlayedAgain() {
    page.open("voice");
    page.choose("record");
    page.browser().find("[data-testid=record-length] option[value='3']").click();
    assertEquals("Record 3 seconds", page.part("record-status").getText());
    page.part("record-start").click();

    answered(0);

    assertEquals("Recorded", page.part("record-status").getText());
    page.browser()
        .waitForScript(
            "Math.abs(document.querySelector('[data-testid=record-player]').duration - 3) < 0.1");
    page.browser()
        .driver()
        .executeScript("document.querySelector('[data-testid=record-player]').play()");
    page.browser()
        .waitForScript("document.querySelector('[data-testid=record-player]').currentTime > 0.1");
    List<Stretch> found = stretches();
    assertTrue(found.size() > 0 && found.get(0).start() > 0.1, "after a silence: " + found);
  }

  /** Returns how many bars of the outline reach a fifth of its height above the middle. */
  private long loudBars() {
    return (Long)
        page.browser()
            .driver()
            .executeScript(
                "const c = document.querySelector('[data-testid=file-waveform]');"
                    + "const {data} = c.getContext('2d').getImageData(0, 0.3 * c.height, c.width, 1);"
                    + "return [...Array(120).keys()].map(i => 4 * Math.floor((i + 0.4) * c.width / 120))"
                    + ".filter(at => data[at + 3] > 200 && data[at] < 220).length;");
  }

  /** Gives the page a file and waits for its stretches. */
  private void hear(Path file) {
    long before = answers();
    page.browser()
        .driver()
        .findElement(By.cssSelector("#panel-upload [data-testid=file]"))
        .sendKeys(file.toAbsolutePath().normalize().toString());
    answered(before);
  }

  private void answered(long before) {
    page.browser()
        .waitFor(
            "an answer", driver -> (answers() > before || page.shows("problem")) ? true : null);
    assertFalse(page.shows("problem"), () -> page.trouble().toString());
  }

  private long answers() {
    return Long.parseLong(page.part("speech").getAttribute("data-result-count"));
  }

  private record Stretch(double start, double end) {}

  private List<Stretch> stretches() {
    List<?> found =
        (List<?>)
            page.browser()
                .driver()
                .executeScript(
                    "return [...document.querySelectorAll('[data-testid=stretches] li')]"
                        + ".map(one => [+one.dataset.start, +one.dataset.end])");
    return found.stream()
        .map(one -> (List<?>) one)
        .map(
            one ->
                new Stretch(
                    ((Number) one.get(0)).doubleValue(), ((Number) one.get(1)).doubleValue()))
        .toList();
  }

  private void assertStretches(List<SpeechSegment> expected) {
    List<Stretch> found = stretches();
    assertEquals(expected.size(), found.size(), found + " for " + expected);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).startSeconds(), found.get(i).start(), 1e-9);
      assertEquals(expected.get(i).endSeconds(), found.get(i).end(), 1e-9);
    }
  }

  /** Returns what a button would save. */
  private String saved(String button) {
    return Saved.by(page, button);
  }
}

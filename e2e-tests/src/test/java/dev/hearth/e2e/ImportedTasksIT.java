package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that the site's own models have not, by imported ones and hearth.js. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportedTasksIT {
  private static final String FACES =
      """
      {
        "task": "object-detection",
        "preprocessing": {"image": {"width": 320, "height": 240, "color": "rgb", "fit": "stretch",
          "scale": 0.0078125, "mean": [0.9921875, 0.9921875, 0.9921875], "std": [1, 1, 1],
          "layout": "NCHW"}},
        "postprocessing": {"boxes": "boxes", "scores": "scores", "normalized": true,
          "background": 0, "scoreThreshold": 0.7, "nms": {"iouThreshold": 0.5}}
      }
      """;
  private static final String VOICE =
      """
      {
        "task": "voice-activity-detection",
        "preprocessing": {
          "waveform": {"sampleRateHz": 16000, "windowSamples": 512, "contextSamples": 64}},
        "postprocessing": {"output": "output", "state": [{"input": "state", "output": "stateN"}],
          "sampleRateInput": "sr"}
      }
      """;

  private SiteProcess site;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    HearthTool.add(root, "faces", FACES, TestData.path("onnx/ultraface-rfb-320"));
    HearthTool.add(root, "voice", VOICE, TestData.path("onnx/silero-vad"));
    Files.copy(TestData.path("images/face_portrait.jpg"), root.resolve("samples/face.jpg"));
    Files.copy(TestData.path("audio/speech_16k.wav"), root.resolve("samples/speech.wav"));
    String manifest = Files.readString(root.resolve("models/faces/1.0.0/manifest.json"));
    Path tampered = Files.createDirectories(root.resolve("models/tampered/1.0.0"));
    Files.writeString(
        tampered.resolve("manifest.json"),
        manifest.replaceFirst("\"name\": \"input\"", "\"name\": \"image\""));
    site = SiteProcess.start(root);
    browser = Browser.start(BrowserOptions.plain());
    browser.open(site.url("/examples/plain.html"));
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
      site.close();
    }
  }

  @Test
  void thresholds_decideWhatIsDetected() {
    String found =
        answer(
            """
            const model = await open('faces');
            const face = await (await fetch('/samples/face.jpg')).blob();
            const count = async options => (await model.predict(face, options)).length;
            return [
              await count({}),
              await count({scoreThreshold: 0.9999}),
              await count({scoreThreshold: 0.3, iouThreshold: 0.95}) > 1,
            ];
            """);
    assertEquals("[1,0,true]", found);
  }

  @Test
  void speech_ofAnyLength_isFoundAlike() {
    String found =
        answer(
            """
            const model = await open('voice');
            const file = await (await fetch('/samples/speech.wav')).blob();
            const plain = await model.predict(file);
            const {result, feeds} = await model.predict(file, {details: true});
            const {words, seconds} = await model.detect(file);
            const short = await model.predict(new Float32Array(513), {sampleRateHz: 16000});
            const code = await model.preprocess(file).catch(error => error.code);
            const same = JSON.stringify(plain) === JSON.stringify(result);
            return [plain.length, same, feeds, words, Math.round(seconds), short, code];
            """);
    assertEquals("[5,true,{},[],13,[],\"INVALID_INPUT\"]", found);
  }

  @Test
  void gallery_showsModelsOfAnyTask() throws IOException {
    try (Browser visitor = Browser.start(BrowserOptions.plain())) {
      visitor.open(site.url("/"));
      visitor.waitForScript("document.querySelector('[data-testid=card-voice]')");
      visitor.waitForScript("document.querySelector('[data-testid=card-faces] svg')");
      visitor.watch().assertQuiet(site.origin());
    }
  }

  @Test
  void manifestThatIsNotItsModels_isRefused() {
    String found =
        answer(
            """
            const url = '/models/tampered/1.0.0/manifest.json';
            return await open(url).catch(error => error.code);
            """);
    assertEquals("\"MANIFEST_INVALID\"", found);
  }

  private String answer(String script) {
    Object found =
        browser
            .driver()
            .executeAsyncScript(
                "const done = arguments[0];"
                    + "(async () => {const {open} = await import('/hearth.js');"
                    + script
                    + "})().then(value => done(JSON.stringify(value)), e => done(String(e)));");
    return String.valueOf(found);
  }
}

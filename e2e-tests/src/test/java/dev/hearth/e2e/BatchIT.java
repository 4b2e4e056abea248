package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.browser.Tab;
import dev.hearth.e2e.media.Recordings;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Many photos or sounds at once: a run that outlives the page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchIT {
  private static final int PHOTOS = 12;

  /** Those in the folder itself come before those in folders of it. */
  private static final Comparator<Path> NEAR_FIRST =
      Comparator.comparing(Path::getNameCount).thenComparing(Comparator.naturalOrder());

  /** The best class of each by native ONNX Runtime, as the golden has it. */
  private static final Map<String, String> GOLDEN =
      Map.of(
          "stop_sign.jpg", "street sign",
          "horse-cart.jpg", "oxcart",
          "dog_1080.jpg", "golden retriever",
          "pelican.jpeg", "pelican");

  /** As the golden's own preprocessing; the labels come from a file beside the model. */
  private static final String CLASSIFIER =
      """
      {
        "task": "image-classification",
        "preprocessing": {"image": {"width": 224, "height": 224, "color": "bgr", "fit": "crop",
          "shortestEdge": 256, "filter": "bilinear", "scale": 1, "mean": [104, 117, 123],
          "std": [1], "layout": "NCHW", "dropAlpha": true}},
        "postprocessing": {"output": "softmaxout_1", "activation": "none"}
      }
      """;

  private static final List<String> DIGITS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private static final String VOICE =
      """
      {"task": "voice-activity-detection",
        "preprocessing": {
          "waveform": {"sampleRateHz": 16000, "windowSamples": 512, "contextSamples": 64}},
        "postprocessing": {"output": "output", "sampleRateInput": "sr",
          "state": [{"input": "state", "output": "stateN"}]}}
      """;

  private SiteProcess site;
  private Browser browser;
  private List<Path> photos;
  private List<Path> said;
  private Path broken;

  @BeforeAll
  void serve(@TempDir Path folder) throws IOException {
    Path root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    try (Stream<Path> all = Files.walk(TestData.path("images"))) {
      photos = all.filter(Files::isRegularFile).sorted(NEAR_FIRST).limit(PHOTOS).toList();
    }
    for (Path photo : photos) {
      Files.copy(photo, root.resolve("samples").resolve(photo.getFileName()));
    }
    said =
        IntStream.range(0, DIGITS.size())
            .mapToObj(digit -> TestData.path("audio/fsdd/" + digit + "_jackson_0.wav"))
            .toList();
    for (Path sound : said) {
      Files.copy(sound, root.resolve("samples").resolve(sound.getFileName()));
    }
    HearthTool.add(root, "voice", VOICE, TestData.path("onnx/silero-vad"));
    broken = Files.writeString(folder.resolve("broken.jpg"), "not a picture");
    HearthTool.add(
        root,
        "photos",
        CLASSIFIER,
        TestData.path("onnx/squeezenet-fp16/squeezenet-fp16.onnx"),
        "--title=Photos",
        "--labels=" + TestData.path("labels/imagenet_synset.txt"));
    site = SiteProcess.start(root);
  }

  @AfterAll
  void stop() {
    if (site != null) {
      site.close();
    }
  }

  @BeforeEach
  void open() {
    browser = Browser.start(BrowserOptions.plain());
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void photos_becomeARun_withTheAnswersOfSingleOnes() {
    give(photos, List.of(broken));
    ended("done");

    assertEquals("Done, 13 of 13, 1 failed", browser.find("[data-testid=run-state]").getText());
    String best =
        """
        const model = await (await import('/hearth.js')).open('photos');
        const {items} = await (await import('/app/runs.js')).get(
            new URLSearchParams(location.search).get('run'));
        const wrong = [];
        for (const {name, state, result, failure} of items) {
          if (name === 'broken.jpg') {
            if (failure.code !== 'INVALID_INPUT' || !failure.message) wrong.push(name);
            continue;
          }
          const photo = await (await fetch('/samples/' + name)).blob();
          const single = await model.predict(photo, {topK: 10});
          if (state !== 'done' || JSON.stringify(result) !== JSON.stringify(single)) wrong.push(name);
        }
        return wrong.join();
        """;
    assertEquals("", browser.answer(best));
    GOLDEN.forEach(
        (name, label) -> assertTrue(row(name).contains(label + " ("), name + " is " + row(name)));
    assertTrue(row("broken.jpg").contains("Failed"), row("broken.jpg"));
    assertEquals(PHOTOS + 1, browser.findAll("[data-testid=run-row]").size());
    browser.watch().assertQuiet(site.origin());
  }

  @Test
  void sounds_becomeARun_withWhatIsHeardInEach(@TempDir Path folder) throws IOException {
    browser.open(site.url("/"));
    Path webm = Recordings.webm(browser, said.get(7), folder.resolve("seven.webm"));
    Path noSound = Files.writeString(folder.resolve("no.mp3"), "no sound");
    give("spoken-digits", said, List.of(webm, noSound));
    ended("done");

    assertEquals("Done, 12 of 12, 1 failed", browser.find("[data-testid=run-state]").getText());
    String wrong =
        """
        const model = await (await import('/hearth.js')).open('spoken-digits');
        const {items} = await (await import('/app/runs.js')).get(
            new URLSearchParams(location.search).get('run'));
        const wrong = [];
        for (const {name, result} of items.slice(0, 10)) {
          const sound = await (await fetch('/samples/' + name)).blob();
          const {words, seconds, result: classes} = await model.detect(sound, {topK: 10});
          const single = JSON.stringify({words, seconds, result: classes});
          if (JSON.stringify(result) !== single) wrong.push(name);
        }
        return wrong.join();
        """;
    assertEquals("", browser.answer(wrong));
    int right = 0;
    for (int digit = 0; digit < DIGITS.size(); digit++) {
      right += row(digit + "_jackson_0.wav").contains(DIGITS.get(digit)) ? 1 : 0;
    }
    assertTrue(right >= 8, right + " of ten digits");
    assertTrue(row("seven.webm").contains("seven"), row("seven.webm"));
    assertTrue(row("no.mp3").contains("Failed"), row("no.mp3"));
    String csv = saved("save-csv");
    assertTrue(csv.lines().anyMatch(line -> line.startsWith("7_jackson_0.wav,done,")), csv);
    assertTrue(csv.contains("\nno.mp3,failed,INVALID_INPUT,"), csv);
    saved("save-json");
    assertEquals("12", browser.answer("return JSON.parse(self.saved).inputs.length;"));
    browser.find("[data-testid=all-runs]").click();
    assertTrue(browser.find("[data-testid=runs-list]").getText().contains("Spoken digits"));
  }

  @Test
  void speech_isTimedInEachFile() {
    give(
        "voice",
        List.of(TestData.path("audio/speech_16k.wav"), TestData.path("audio/yes_16k.wav")),
        List.of());
    ended("done");

    assertTrue(row("speech_16k.wav").contains("Speech: "), row("speech_16k.wav"));
    String csv = saved("save-csv");
    assertTrue(csv.startsWith("input,state,code,reason,rank,startSeconds,endSeconds,"), csv);
    assertEquals(5, csv.lines().filter(line -> line.startsWith("speech_16k.wav,done")).count());
    assertTrue(csv.contains("\nyes_16k.wav,done,"), csv);
  }

  @Test
  void exports_parse() {
    give(photos.subList(0, 3), List.of(broken));
    ended("done");

    String csv = saved("save-csv");
    List<String> lines = csv.lines().toList();
    assertTrue(lines.get(0).startsWith("input,state,code,reason,rank,index,label,probability,"));
    assertEquals(1 + 3 * 10 + 1, lines.size(), csv);
    assertTrue(lines.get(31).startsWith("broken.jpg,failed,INVALID_INPUT,"), lines.get(31));
    saved("save-json");
    assertEquals(
        "photos 4 10 failed",
        browser.answer(
            "const {model, inputs} = JSON.parse(self.saved); return [model, inputs.length,"
                + " inputs[0].result.length, inputs[3].state].join(' ');"));
  }

  @Test
  void reload_goesOnWhereItWas() {
    give(photos, List.of());
    browser.waitForScript("document.querySelectorAll('[data-item=done]').length >= 2");
    browser.driver().navigate().refresh();
    browser.find("[data-testid=run-table]");
    ended("done");

    assertEquals("12 0", counts());
    assertEquals(PHOTOS, browser.findAll("[data-item=done]").size());
  }

  @Test
  void cancelledRun_keepsWhatItHas_andGoesOn() {
    give(photos.subList(0, 6), List.of());
    browser.waitForScript("document.querySelector('[data-item=done]')");
    browser.find("[data-testid=run-cancel]").click();
    ended("cancelled");
    assertTrue(browser.find("[data-testid=run-state]").getText().startsWith("Cancelled, "));
    assertTrue(browser.findAll("[data-item=waiting]").size() > 0);

    browser.find("[data-testid=run-retry]").click();
    ended("done");
    assertEquals("6 0", counts());
  }

  @Test
  void secondTab_showsTheSame_andDoesNothingTwice() {
    give(photos, List.of());
    String address = browser.driver().getCurrentUrl();
    try (Tab other = browser.tab(address)) {
      ended("done");
      Object shown =
          other.run(
              "while (!document.querySelector('[data-run=done]'))"
                  + " await new Promise(done => setTimeout(done, 100));"
                  + "return document.querySelector('[data-testid=run-state]').textContent;");
      assertEquals("Done, 12 of 12", shown);
      assertEquals("12 0", counts());
    }
  }

  @Test
  void deletedRun_leavesNothingBehind() {
    give(photos.subList(0, 2), List.of(broken));
    ended("done");
    browser.find("[data-testid=all-runs]").click();
    browser.find("[data-testid=runs-list] [data-testid=run-delete]").click();
    browser.find("[data-testid=runs-list] [data-testid=run-delete]").click();
    browser.find("[data-testid=runs-none]");

    assertEquals(
        "0 0 0",
        browser.answer(
            """
            const database = await new Promise(done => {
              const request = indexedDB.open('hearth-runs');
              request.onsuccess = () => done(request.result);
            });
            const counts = [];
            for (const store of ['runs', 'items', 'inputs']) {
              counts.push(await new Promise(done => {
                const request = database.transaction(store).objectStore(store).count();
                request.onsuccess = () => done(request.result);
              }));
            }
            return counts.join(' ');
            """));
  }

  /** Gives the model several files at once, as a person chooses them. */
  private void give(List<Path> files, List<Path> more) {
    give("photos", files, more);
  }

  private void give(String model, List<Path> files, List<Path> more) {
    browser.open(site.url("/?model=" + model));
    browser.waitForScript("document.documentElement.dataset.state === 'ready'");
    String paths =
        Stream.concat(files.stream(), more.stream())
            .map(file -> file.toAbsolutePath().normalize().toString())
            .collect(Collectors.joining("\n"));
    browser.driver().findElement(By.cssSelector("[data-testid=file]")).sendKeys(paths);
    browser.find("[data-testid=run-table]");
  }

  private void ended(String state) {
    browser.waitForScript("document.querySelector('[data-run=" + state + "]')");
  }

  private String row(String name) {
    return String.valueOf(
        browser
            .driver()
            .executeScript(
                "return [...document.querySelectorAll('[data-testid=run-row]')]"
                    + ".find(row => row.querySelector('.item-name').textContent === arguments[0])"
                    + ".innerText;",
                name));
  }

  private String counts() {
    return browser.answer(
        """
        const {run} = await (await import('/app/runs.js')).get(
            new URLSearchParams(location.search).get('run'));
        return run.done + ' ' + run.failed;
        """);
  }

  private String saved(String button) {
    browser
        .driver()
        .executeScript(
            "const made = URL.createObjectURL;"
                + "URL.createObjectURL = blob => { blob.text().then(text => self.saved = text);"
                + " URL.createObjectURL = made; return made.call(URL, blob); }; self.saved = null;");
    browser.find("[data-testid=" + button + "]").click();
    return String.valueOf(browser.waitForScript("self.saved"));
  }
}

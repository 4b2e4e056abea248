package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.PaperPicture;
import dev.hearth.e2e.media.Y4mVideo;
import dev.hearth.testing.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.json.Json;

/**
 * That nothing grows: over many predictions, many models opened and closed, a long stream. The
 * profile {@code endurance} takes ten times as many; the bounds are the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("It measures memory.")
class EnduranceIT {
  private static final boolean FULL = Boolean.getBoolean("hearth.endurance");
  private static final int PREDICTIONS = FULL ? 2000 : 200;
  private static final int CYCLES = FULL ? 200 : 10;
  private static final int STREAM_SECONDS = FULL ? 600 : 15;

  /** For code that is compiled ever better; a leak of a kilobyte a prediction is more. */
  private static final long HEAP_SLACK_BYTES = 3 << 19;

  private final Map<String, Object> report = new LinkedHashMap<>();
  private Trial trial;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    BufferedImage digit = ImageIO.read(TestData.path("images/mnist/7_60000.png").toFile());
    BufferedImage paper = PaperPicture.of(digit, 320, 240, 200);
    Path video = Y4mVideo.write(folder.resolve("7.y4m"), Collections.nCopies(10, paper), 20);
    trial =
        Trial.start(TrialSite.create(folder.resolve("site")), BrowserOptions.plain().camera(video));
  }

  @AfterAll
  void stop() throws IOException {
    trial.close();
    Path file = Path.of(System.getProperty("hearth.endurance.report", "target/endurance.json"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, new Json().toJson(report));
  }

  @BeforeEach
  void open() {
    trial.open();
  }

  /** What is held at some time. */
  private record Held(long pageBytes, long workerBytes, long wasmBytes, long tensors, int workers) {
    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("pageHeapBytes", pageBytes);
      json.put("workerHeapBytes", workerBytes);
      json.put("wasmBytes", wasmBytes);
      json.put("tensors", tensors);
      json.put("workers", workers);
      return json;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "digits, wasm, /digits/7.png, 7",
    "spoken-digits, wasm, /sounds/9.wav, nine",
    "spoken-digits, webgl, /sounds/9.wav, nine"
  })
  void predictions_leaveNothing(String model, String provider, String input, String label) {
    trial.run(
        "window.model = await opened('/models/%s', {provider: '%s'}); window.input = await file('%s');"
            .formatted(model, provider, input));
    predict(50, label);
    Held before = held();

    long start = System.nanoTime();
    int count = provider.equals("webgl") ? PREDICTIONS / 4 : PREDICTIONS;
    predict(count, label);
    assertNoGrowth(count + " predictions of " + model + " on " + provider, start, before, held());
  }

  private void predict(int count, String label) {
    for (int done = 0; done < count; done += 50) {
      Map<?, ?> wrong =
          trial.run(
              """
              let wrong = 0;
              for (let i = 0; i < 50; i++)
                if ((await model.predict(input))[0].label !== '%s') wrong++;
              return {wrong};
              """
                  .formatted(label));
      assertEquals(0L, wrong.get("wrong"));
    }
  }

  @ParameterizedTest
  @CsvSource({"digits, /digits/7.png", "spoken-digits, /sounds/9.wav"})
  void openAndClose_leavesNothing(String model, String input) {
    String cycle =
        """
        const model = await opened('/models/%s', {provider: 'wasm'});
        await model.predict(await file('%s'));
        await model.close();
        """
            .formatted(model, input);
    repeat(cycle, 3);
    Held before = held();

    long start = System.nanoTime();
    repeat(cycle, CYCLES);
    assertNoGrowth(CYCLES + " times " + model, start, before, held());
    assertEquals(0, before.workers);
  }

  /** In the worker of another model, which stays. */
  @ParameterizedTest
  @CsvSource({"digits, /digits/7.png", "spoken-digits, /sounds/9.wav"})
  void openAndCloseBesideAnother_leavesNothing(String model, String input) {
    trial.run("window.model = await opened('/models/%s', {provider: 'wasm'});".formatted(model));
    String cycle =
        """
        const other = await opened('/models/%s', {provider: 'wasm', beside: model});
        await other.predict(await file('%s'));
        await other.close();
        """
            .formatted(model, input);
    repeat(cycle, 10);
    Held before = held();

    long start = System.nanoTime();
    repeat(cycle, CYCLES);
    assertNoGrowth(CYCLES + " times " + model + " beside itself", start, before, held());
  }

  private void repeat(String cycle, int times) {
    for (int i = 0; i < times; i++) {
      trial.run(cycle);
    }
  }

  @Test
  void camera_leavesNothing() {
    trial.run(
        """
        window.model = await opened('/models/digits', {provider: 'wasm'});
        window.media = await devices({video: true});
        window.seen = {right: 0, wrong: 0};
        window.stream = model.stream(media, ([best]) => {
          if (best.label === '7') seen.right++; else seen.wrong++;
        });
        stream.done.catch((error) => (seen.error = error.message));
        """);
    watch(5);
    Held before = held();

    long start = System.nanoTime();
    watch(STREAM_SECONDS);
    Map<?, ?> seen = trial.run("return {...seen, ...stream.stats}");
    assertNoGrowth(STREAM_SECONDS + " s of camera", start, before, held());

    assertEquals(null, seen.get("error"));
    assertEquals(0L, seen.get("wrong"), seen.toString());
    assertTrue((Long) seen.get("right") > 3L * STREAM_SECONDS, seen.toString());
    System.out.println("  frames " + seen.get("frames") + ", passed over " + seen.get("dropped"));
    trial.run("await stream.stop(); media.getTracks().forEach((track) => track.stop());");
  }

  private void watch(int seconds) {
    for (int i = 0; i < seconds; i++) {
      trial.run("await later(1000);");
    }
  }

  private Held held() {
    Map<?, ?> told =
        trial.run(
            """
            if (workers.size === 0) return {wasm: 0, tensors: 0};
            const {tensors = 0} = await model.memory();
            return {wasm: await command('wasmBytes'), tensors};
            """);
    var watch = trial.browser().watch();
    return new Held(
        watch.heapBytes("page"),
        watch.heapBytes("worker"),
        (Long) told.get("wasm"),
        (Long) told.get("tensors"),
        watch.living("worker"));
  }

  private void assertNoGrowth(String what, long start, Held before, Held after) {
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seconds", seconds);
    figures.put("before", before.toJson());
    figures.put("after", after.toJson());
    report.put(what, figures);
    System.out.printf("%s, %.1f s%n  before %s%n  after  %s%n", what, seconds, before, after);
    List<String> grown = new ArrayList<>();
    if (after.pageBytes - before.pageBytes > HEAP_SLACK_BYTES) {
      grown.add("the page's heap");
    }
    if (after.workerBytes - before.workerBytes > HEAP_SLACK_BYTES) {
      grown.add("the worker's heap");
    }
    assertEquals(List.of(), grown, what);
    assertEquals(before.wasmBytes, after.wasmBytes, what + ": WebAssembly's memory");
    assertEquals(before.tensors, after.tensors, what + ": tensors");
    assertEquals(before.workers, after.workers, what + ": workers");
  }
}

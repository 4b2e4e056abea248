package dev.hearth.e2e;

import static dev.hearth.e2e.Trial.rejections;
import static dev.hearth.e2e.Trial.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.PaperPicture;
import dev.hearth.e2e.media.WavFile;
import dev.hearth.e2e.media.Y4mVideo;
import dev.hearth.testing.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Where models run, and what becomes of them when that ends: workers, sleep, memory, streams. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkersIT {
  private static final List<String> WORDS = List.of("three", "seven", "nine");

  private Trial trial;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    TrialSite site = TrialSite.create(folder.resolve("site"));
    site.bigModel("digits", "big-digits");
    site.bigModel("spoken-digits", "big-spoken-digits");
    trial =
        Trial.start(
            site,
            BrowserOptions.plain()
                .flag("--enable-unsafe-webgpu")
                .camera(video(folder.resolve("digit.y4m")))
                .microphoneOnce(words(folder.resolve("words.wav"))));
  }

  private static Path video(Path file) throws IOException {
    BufferedImage digit = ImageIO.read(TestData.path("images/mnist/7_60000.png").toFile());
    return Y4mVideo.write(file, Collections.nCopies(10, PaperPicture.of(digit, 320, 240, 200)), 20);
  }

  private static Path words(Path file) throws IOException {
    List<WavFile> parts = new ArrayList<>(List.of(WavFile.silence(44_100, 1)));
    for (int digit : new int[] {3, 7, 9}) {
      parts.add(WavFile.read(TestData.path("audio/fsdd/" + digit + "_jackson_0.wav")));
      parts.add(WavFile.silence(44_100, 0.8));
    }
    return WavFile.concat(44_100, parts).write(file, 1);
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  @BeforeEach
  void open() {
    trial.open();
  }

  @Test
  void pageThatForbidsWorkers_runsItselfAndSaysSo() {
    trial.open("/trial/no-workers.html");

    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/digits');
            const other = await opened('/models/digits');
            const third = await opened('/models/spoken-digits');
            const all = await Promise.all([read(model), read(other), heard(third)]);
            return {...told(model), all};
            """);

    assertEquals(List.of("235478", "235478", "two nine five"), told.get("all"));
    Map<?, ?> worker = (Map<?, ?>) told.get("worker");
    assertEquals(false, worker.get("used"));
    assertTrue(worker.get("reason").toString().contains("no worker"), worker.toString());
    assertEquals("worker unavailable", texts(told, "events").get(0));
  }

  @Test
  void modelsOnThePagesOwnThread_takeTurns() {
    Map<?, ?> told =
        trial.run(
            """
            const options = {worker: false, provider: 'webgpu'};
            const [one, other] = await Promise.all([
              opened(doubling.onnx, options), opened(doubling.onnx, options)]);
            const sums = await Promise.all([1, 2, 3, 4].map(async (i) =>
              (await (i % 2 ? one : other).run(two(i, 0))).y.data[0]));
            return {...told(one), sums};
            """);

    assertEquals(List.of(2L, 4L, 6L, 8L), told.get("sums"));
    assertEquals(Map.of("used", false, "reason", "the page asked for none"), told.get("worker"));
  }

  @Test
  void abort_beforeARunLeavesNoTraceAndDuringItEndsTheWorker() {
    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/digits');
            const seven = await file('/digits/7.png');
            const before = await refusal(model.predict(seven, {signal: AbortSignal.abort()}));
            const restartsBefore = model.metrics.restarts;
            send('block', 20000);
            const started = performance.now();
            const during = await refusal(model.predict(seven, {signal: AbortSignal.timeout(300)}));
            const result = await read(model);
            return {...told(model), before: before.code, restartsBefore, during: during.code, result,
              tookMs: performance.now() - started, workers: workers.size};
            """);

    assertEquals("CANCELLED", told.get("before"));
    assertEquals(0L, told.get("restartsBefore"));
    assertEquals("CANCELLED", told.get("during"));
    assertEquals("235478", told.get("result"));
    assertTrue(((Number) told.get("tookMs")).doubleValue() < 10_000, told.toString());
    assertEquals(1L, ((Map<?, ?>) told.get("metrics")).get("restarts"));
    assertEquals(1L, told.get("workers"));
    assertTrue(texts(told, "events").contains("worker restarted"), told.toString());
    assertEquals(List.of(), told.get("rejected"));
  }

  /** Once while it is idle, once with a call in flight, which is answered all the same. */
  @Test
  void workerThatDies_isReplaced() {
    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/spoken-digits');
            send('crash', 0);
            await later(200);
            const idle = await heard(model);
            const {provider} = model.plan;
            send('crash', 1000);
            const result = await heard(model);
            return {...told(model), idle, before: provider, result, workers: workers.size};
            """);

    assertEquals("two nine five", told.get("idle"));
    assertEquals("wasm", told.get("before"));
    assertEquals("two nine five", told.get("result"));
    assertEquals("cpu", told.get("provider"), told.toString());
    assertEquals(List.of("wasm RUNTIME_FAILED"), rejections(told).subList(0, 1));
    assertTrue(texts(told, "reasons").get(0).contains("a crash"), told.toString());
    assertEquals(1L, told.get("workers"));
  }

  /** Ended behind the library's back: only its silence tells. */
  @Test
  void workerThatFallsSilent_isReplaced() {
    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/spoken-digits', {timeoutMs: 3000});
            for (const worker of workers) Worker.prototype.terminate.call(worker);
            const result = await heard(model);
            return {...told(model), result};
            """);

    assertEquals("two nine five", told.get("result"));
    assertEquals("wasm TIMEOUT", rejections(told).get(0), told.toString());
  }

  @Test
  void onlyProviderWhoseWorkerDies_isTriedOnceMore() {
    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/digits', {provider: 'wasm'});
            send('crash', 500);
            const result = await read(model);
            return {...told(model), result};
            """);

    assertEquals("235478", told.get("result"));
    assertEquals(List.of("wasm RUNTIME_FAILED"), rejections(told));
    assertEquals("wasm", told.get("provider"));
  }

  @Test
  void sleep_freesTheWorkerUntilTheNextCall() {
    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/digits');
            await model.sleep();
            const asleep = {workers: workers.size, ...(await model.memory())};
            const result = await read(model);
            return {...told(model), asleep, result, workers: workers.size};
            """);

    assertEquals(Map.of("workers", 0L, "asleep", true, "deviceTensors", 0L), told.get("asleep"));
    assertEquals("235478", told.get("result"));
    assertEquals(1L, told.get("workers"));
    List<String> events = texts(told, "events");
    events.removeIf(event -> !event.startsWith("worker"));
    assertEquals(List.of("worker started", "worker asleep", "worker awake"), events);
  }

  @Test
  void memoryBudget_putsTheLeastRecentlyUsedToSleep() {
    Map<?, ?> told =
        trial.run(
            """
            configure({memoryBudgetBytes: 6e6});
            const asleep = async () => {
              await later(100);
              const states = await Promise.all([one, two, three].map((model) => model.memory()));
              return states.map((state) => state.asleep ? '-' : '+').join('');
            };
            const one = await opened('/models/big-digits', {provider: 'wasm'});
            const two = await opened('/models/big-spoken-digits', {provider: 'wasm'});
            const three = await opened('/models/digits', {provider: 'wasm'});
            const all = await asleep();
            await read(one);
            configure({memoryBudgetBytes: 3.5e6});
            const four = await opened('/models/digits', {provider: 'wasm'});
            const few = await asleep();
            const woken = await heard(two);
            const last = await asleep();
            await read(four);
            return {all, few, woken, last, workers: workers.size, events: two.events};
            """);

    assertEquals("+++", told.get("all"));
    assertEquals("+-+", told.get("few"));
    assertEquals("two nine five", told.get("woken"));
    assertEquals("-+-", told.get("last"));
    assertEquals(2L, told.get("workers"));
    assertEquals(
        List.of("worker started", "worker asleep", "worker awake"),
        texts(told, "events").stream().filter(event -> event.startsWith("worker")).toList());
  }

  @Test
  void video_latestFrameWinsAndNothingPilesUp() {
    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/digits');
            const media = await devices({video: true});
            const labels = [];
            let busy = 0, mostBusy = 0;
            const stream = model.stream(media, async ([best]) => {
              mostBusy = Math.max(mostBusy, ++busy);
              await later(150);
              labels.push(best.label);
              busy--;
            });
            await later(3000);
            await stream.stop();
            media.getTracks().forEach((track) => track.stop());
            const [worker] = workers;
            return {labels, mostBusy, mostAsked: worker.mostAsked, ...stream.stats};
            """);

    int labels = ((List<?>) told.get("labels")).size();
    long frames = (Long) told.get("frames");
    long dropped = (Long) told.get("dropped");
    assertTrue(labels >= 8, told.toString());
    assertEquals(Collections.nCopies(labels, "7"), told.get("labels"));
    assertEquals(1L, told.get("mostBusy"));
    assertEquals(1L, told.get("mostAsked"));
    assertTrue(dropped > 10 && frames - dropped - labels <= 2, told.toString());
    assertTrue(
        ((List<?>) told.get("latencies"))
            .stream().allMatch(latency -> ((Number) latency).doubleValue() < 1000),
        told.toString());
  }

  @Test
  void sound_isDetectedLive() {
    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/spoken-digits');
            const media = await devices({audio: {echoCancellation: false, noiseSuppression: false,
              autoGainControl: false}});
            const words = [], types = new Set();
            const stream = model.stream(media, (event) => {
              types.add(event.type);
              if (event.type === 'detected') words.push(event.label);
            });
            for (let i = 0; i < 100 && words.length < 3; i++) await later(100);
            await stream.stop();
            media.getTracks().forEach((track) => track.stop());
            return {words, types: [...types].sort(), ...stream.stats};
            """);

    assertEquals(WORDS, told.get("words"));
    assertEquals(List.of("detected", "heard", "window"), told.get("types"));
  }

  /** Also where the page itself stops the track, of which no event tells. */
  @Test
  void stream_endsWithItsSource() {
    Map<?, ?> told =
        trial.run(
            """
            const digits = await opened('/models/digits');
            const words = await opened('/models/spoken-digits');
            const ends = {};
            const ended = async (name, stream) => {
              const done = stream.done.then(() => 'resolved', (error) => error.code);
              ends[name] = await Promise.race([done, later(20000).then(() => 'pending')]);
            };
            const element = async (media) => {
              const video = document.createElement('video');
              Object.assign(video, {muted: true, srcObject: media});
              await video.play();
              return video;
            };
            for (const [name, model, wanted, source] of [
              ['camera', digits, {video: true}, (media) => media],
              ['element', digits, {video: true}, element],
              ['microphone', words, {audio: true}, (media) => media],
            ]) {
              const media = await devices(wanted);
              const from = await source(media);
              let heard;
              const first = new Promise((resolve) => (heard = resolve));
              const stream = model.stream(from, heard);
              await first;
              media.getTracks().forEach((track) => track.stop());
              await ended(name, stream);
              await ended(name + ' again', model.stream(from));
            }
            const media = await devices({video: true});
            const stream = digits.stream(media, () => stream.stop(), {intervalMs: 1e6});
            await ended('callback', stream);
            media.getTracks().forEach((track) => track.stop());
            return {ends: Object.entries(ends).map(([name, end]) => name + ' ' + end)};
            """);

    assertEquals(
        List.of(
            "camera resolved",
            "camera again resolved",
            "element resolved",
            "element again resolved",
            "microphone resolved",
            "microphone again resolved",
            "callback resolved"),
        told.get("ends"));
  }

  @ParameterizedTest
  @CsvSource({"tfjs, webgl", "tfjs, cpu", "onnx, webgpu"})
  void keptOutput_isFedToTheModelBeside(String runtime, String provider) {
    Map<?, ?> told =
        trial.run(
            """
            const options = {provider: '%2$s', keep: true};
            const first = await opened(doubling.%1$s, options);
            const second = await opened(doubling.%1$s, {...options, beside: first});
            const empty = await first.memory();
            const {y} = await first.run(two(1, 2), {keep: true});
            const held = await first.memory();
            const fetched = (await y.download()).data;
            const doubled = (await second.run({x: y})).y.data;
            const {y: twice} = await second.run({x: y}, {keep: true});
            const quadrupled = (await first.run({x: twice})).y.data;
            await y.close();
            await twice.close();
            const gone = await refusal(y.download());
            return {fetched: [...fetched], doubled: [...doubled], quadrupled: [...quadrupled],
              held: held.deviceTensors, left: await first.memory(), empty, gone: gone.code,
              workers: workers.size};
            """
                .formatted(runtime, provider));

    assertEquals(List.of(2L, 4L), told.get("fetched"));
    assertEquals(List.of(4L, 8L), told.get("doubled"));
    assertEquals(List.of(8L, 16L), told.get("quadrupled"));
    assertEquals(1L, told.get("held"));
    assertEquals(told.get("empty"), told.get("left"));
    assertEquals("INVALID_INPUT", told.get("gone"));
    assertEquals(1L, told.get("workers"));
  }
}

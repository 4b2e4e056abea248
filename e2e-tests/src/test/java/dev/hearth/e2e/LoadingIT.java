package dev.hearth.e2e;

import static dev.hearth.e2e.Trial.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.FaultyServer;
import dev.hearth.e2e.site.FaultyServer.Fault;
import dev.hearth.e2e.site.SiteCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.WindowType;

/**
 * A model of ten shards beside its own, over connections that fail in every way: it loads by asking
 * again or says why not, and nothing wrong is ever kept. What was downloaded twice is printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadingIT {
  private static final int SHARDS = 10;
  private static final int SHARD_BYTES = 256 << 10;
  private static final int FAULTY = 4;
  private static final String OPEN = "opened('/models/sharded', {provider: 'wasm'})";

  private static final String CLEAR = "await storage.forget(); return {};";

  private final List<byte[]> contents = new ArrayList<>();
  private List<String> shards = List.of();
  private TrialSite site;
  private FaultyServer server;
  private Trial trial;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    site = TrialSite.create(folder.resolve("site"));
    Random random = new Random(6);
    for (int i = 0; i < SHARDS; i++) {
      byte[] bytes = new byte[SHARD_BYTES];
      random.nextBytes(bytes);
      contents.add(bytes);
    }
    shards = site.addShards(site.model("digits", "sharded"), contents);
    server = FaultyServer.start(site.root());
    trial = Trial.start(server, BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  @BeforeEach
  void clear() {
    server.heal();
    trial.open();
    trial.run(CLEAR);
    cdp("Network.clearBrowserCache", Map.of());
    server.forget();
  }

  @AfterEach
  void nothingWrongIsKept(TestInfo test) {
    server.heal();
    assertEquals(List.of(), kept("wrong"), "wrong bytes on the device");
    long twice = 0;
    for (String shard : shards) {
      twice += Math.max(0, server.bytesSent(blob(shard)) - SHARD_BYTES);
    }
    System.out.printf(
        "%s: %d bytes of %d downloaded twice or in vain%n",
        test.getDisplayName(), twice, SHARDS * SHARD_BYTES);
  }

  private static String blob(String shard) {
    return "/models/blobs/" + shard;
  }

  private String faulty() {
    return blob(shards.get(FAULTY));
  }

  private List<String> kept(String which) {
    return texts(trial.run("return kept();"), which);
  }

  private void cdp(String command, Map<String, Object> parameters) {
    trial.browser().driver().executeCdpCommand(command, parameters);
  }

  private Map<?, ?> load() {
    return load(OPEN);
  }

  private Map<?, ?> load(String open) {
    return trial.run(
        """
        const model = await %s;
        return {...told(model), result: await read(model), transfer: model.transfer,
          transfers: model.transfers, whys: model.whys, progress: model.progress};
        """
            .formatted(open));
  }

  private static long number(Map<?, ?> told, String key) {
    return ((Number) ((Map<?, ?>) told.get("transfer")).get(key)).longValue();
  }

  private void assertLoaded(Map<?, ?> told) {
    assertEquals("235478", told.get("result"), told.toString());
    List<?> progress = (List<?>) told.get("progress");
    long last = 0;
    for (Object one : progress) {
      assertTrue(((Number) one).longValue() >= last, progress.toString());
      last = ((Number) one).longValue();
    }
    assertEquals(last, number(told, "networkBytes") + number(told, "deviceBytes"));
  }

  /** The connection fails, the server is busy, or what comes is wrong; once, or thrice. */
  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, 1",
    "SERVER_ERROR, 3",
    "TOO_MANY, 1",
    "RESET, 1",
    "RESET, 3",
    "HTML, 1",
    "TRUNCATED, 1",
    "FLIPPED, 1",
    "LONGER, 1"
  })
  void faultThatPasses_isTriedAgain(Fault fault, int times) {
    Fault[] faults = new Fault[times];
    Arrays.fill(faults, fault);
    server.next(faulty(), faults);

    Map<?, ?> told = load();

    assertLoaded(told);
    if (fault == Fault.RESET) {
      // The browser's own cache may ask for the rest alone, after a look at the first byte of it.
      assertTrue(server.bytesSent(faulty()) <= SHARD_BYTES + times * SHARD_BYTES / 2);
    } else {
      assertEquals(times + 1, server.requests(faulty()));
    }
    assertEquals(times, texts(told, "transfers").stream().filter("RETRYING"::equals).count());
    assertTrue(kept("right").containsAll(shards));
  }

  /** Both servers want two seconds; a date is told by their clock, in whole seconds. */
  @ParameterizedTest
  @CsvSource({
    "BUSY, plain, 2000",
    "BUSY_UNTIL, plain, [123]000",
    "BUSY_UNTIL, clock=-10, [123]000"
  })
  void serverThatAsksToBeLeftAlone_is(Fault fault, String device, String millis) {
    trial.run("withFaults('%s'); return {};".formatted(device));
    server.next(faulty(), fault);

    Map<?, ?> told = load();

    assertLoaded(told);
    assertEquals(List.of("RETRYING"), told.get("transfers"));
    String why = texts(told, "whys").get(0);
    assertTrue(why.matches(".*try 2 of 4 follows in " + millis + " ms"), why);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, NETWORK, 2, found HTTP status 404",
    "SERVER_ERROR, NETWORK, 4, tried 4 times",
    "RESET, NETWORK, 4, tried 4 times",
    "HTML, INTEGRITY, 2, Expected 262144 bytes",
    "TRUNCATED, INTEGRITY, 2, found 131072 bytes",
    "FLIPPED, INTEGRITY, 2, Expected bytes with SHA-256",
    "LONGER, INTEGRITY, 2, found more"
  })
  void faultThatStays_isRefused(Fault fault, String code, int requests, String message) {
    server.always(faulty(), fault);

    Map<?, ?> told = trial.run("return refusal(%s);".formatted(OPEN));

    assertEquals(code, told.get("code"));
    assertTrue(told.get("message").toString().contains(message), told.toString());
    assertEquals(requests, server.requests(faulty()));
    assertFalse(kept("right").contains(shards.get(FAULTY)));

    server.heal();
    assertLoaded(load());
    assertTrue(kept("right").containsAll(shards));
  }

  @Test
  void swappedShards_areRefused() {
    server.swap(blob(shards.get(1)), blob(shards.get(2)));

    assertEquals("INTEGRITY", trial.run("return refusal(%s);".formatted(OPEN)).get("code"));
    assertFalse(kept("right").contains(shards.get(1)));
    assertFalse(kept("right").contains(shards.get(2)));

    server.heal();
    assertLoaded(load());
  }

  @Test
  void slowDrip_isNoStandstill() {
    server.next(faulty(), Fault.DRIP);

    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/sharded', {provider: 'wasm', timeoutMs: 2500});
            return {...told(model), result: await read(model), transfer: model.transfer,
              progress: model.progress};
            """);

    assertLoaded(told);
    assertEquals(1, server.requests(faulty()));
    assertEquals(0, number(told, "discardedBytes"));
  }

  /** The runtime's WebAssembly takes longer than the engine may be silent. */
  @Test
  void slowRuntime_isNoStandstill() {
    server.next("/vendor/onnxruntime-web/ort-wasm-simd-threaded.wasm", Fault.DRIP);

    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/digits', {provider: 'wasm', timeoutMs: 2500});
            return {...told(model), result: await read(model)};
            """);

    assertEquals("235478", told.get("result"));
    assertEquals(List.of(), told.get("rejected"));
    assertTrue(((Number) ((Map<?, ?>) told.get("metrics")).get("loadMs")).doubleValue() > 4500);
  }

  /** The WebAssembly is brought as shards are. */
  @ParameterizedTest
  @CsvSource({"SERVER_ERROR", "RESET", "FLIPPED", "HTML"})
  void runtimeThatComesBroken_isAskedForAgain(Fault fault) {
    server.next("/vendor/onnxruntime-web/ort-wasm-simd-threaded.wasm", fault);

    Map<?, ?> told =
        trial.run(
            """
            const model = await opened('/models/digits', {provider: 'wasm'});
            return {...told(model), result: await read(model)};
            """);

    assertEquals("235478", told.get("result"));
    assertEquals(List.of(), told.get("rejected"));
  }

  @Test
  void secondVisit_downloadsNothing() {
    Map<?, ?> first = load();
    assertEquals(0, number(first, "deviceBytes"));
    server.forget();
    trial.open();

    Map<?, ?> told = load();

    assertLoaded(told);
    assertEquals(0, number(told, "networkBytes"));
    assertEquals(number(first, "networkBytes"), number(told, "deviceBytes"));
    assertEquals(Map.of(), server.requestsBelow("/models/blobs/"));
    assertEquals(
        List.of(),
        server.requestsBelow("/vendor/").keySet().stream()
            .filter(path -> path.endsWith(".wasm"))
            .toList());
  }

  @Test
  void reloadMidDownload_goesOnAtTheShard() {
    server.always(blob(shards.get(8)), Fault.HELD);
    trial.run(
        """
        window.loading = %s;
        await until(async () => (await kept()).right.length > 8);
        return {};
        """
            .formatted(OPEN));
    Set<String> before = new HashSet<>(kept("right"));
    server.always(blob(shards.get(8)), Fault.HELD);
    trial.open();
    server.heal();

    Map<?, ?> told = load();

    assertLoaded(told);
    assertTrue(before.size() > 8, before.toString());
    Map<String, Integer> asked = server.requestsBelow("/models/blobs/");
    asked.keySet().removeIf(path -> !before.contains(path.substring(path.lastIndexOf('/') + 1)));
    asked.values().removeIf(times -> times == 1);
    assertEquals(Map.of(), asked, "asked for more than once");
    assertTrue(server.requests(blob(shards.get(8))) > 1);
  }

  @Test
  void cancelling_keepsWhatIsWhole() {
    server.always(blob(shards.get(8)), Fault.HELD);

    Map<?, ?> told =
        trial.run(
            """
            const cancel = new AbortController();
            const loading = refusal(open('/models/sharded', {provider: 'wasm', signal: cancel.signal}));
            await until(async () => (await kept()).right.length > 8);
            cancel.abort();
            return {...(await loading), kept: (await kept()).right};
            """);

    assertEquals("CANCELLED", told.get("code"));
    assertFalse(texts(told, "kept").contains(shards.get(8)));
    server.heal();
    server.forget();
    assertLoaded(load());
    assertTrue(server.requests(blob(shards.get(8))) > 0);
    assertEquals(0, server.requests(blob(shards.get(0))));
  }

  @Test
  void twoTabs_downloadEachShardOnce() {
    server.always(faulty(), Fault.HELD);
    String begin =
        """
        window.loading = %s.then(async (model) =>
          ({result: await read(model), transfers: model.transfers, transfer: model.transfer}));
        return {};
        """
            .formatted(OPEN);
    String first = trial.browser().driver().getWindowHandle();
    trial.run(begin);
    trial.browser().driver().switchTo().newWindow(WindowType.TAB);
    try {
      trial.open();
      trial.run(begin);
      trial.run("await later(5000); return {};");
      server.heal();
      Map<?, ?> other = trial.run("return loading;");
      assertEquals("235478", other.get("result"));
      assertTrue(texts(other, "transfers").contains("WAITING"), other.toString());
      trial.browser().driver().close();
      trial.browser().driver().switchTo().window(first);
      Map<?, ?> one = trial.run("return loading;");
      assertEquals("235478", one.get("result"));
      assertEquals(0, number(one, "discardedBytes") + number(other, "discardedBytes"));
      assertEquals(
          number(one, "networkBytes") + number(one, "deviceBytes"),
          number(one, "networkBytes") + number(other, "networkBytes"),
          "each byte once");
    } finally {
      trial.browser().driver().switchTo().window(first);
    }
    Map<String, Integer> asked = new TreeMap<>(server.requestsBelow("/models/blobs/"));
    asked.putAll(server.requestsBelow("/vendor/onnxruntime-web/ort-wasm-simd-threaded.wasm"));
    assertTrue(asked.size() > SHARDS, asked.toString());
    asked.values().removeIf(times -> times == 1);
    assertEquals(Map.of(), asked, "asked for more than once");
  }

  @Test
  void fullDevice_runsFromMemoryAndSaysSo() {
    quota(2_000_000);
    try {
      assertRunsFromMemory(load(), "did not keep");
    } finally {
      cdp("Storage.overrideQuotaForOrigin", Map.of("origin", server.origin()));
    }
  }

  private void assertRunsFromMemory(Map<?, ?> told, String reason) {
    assertLoaded(told);
    assertEquals(List.of("NOT_KEPT"), told.get("transfers"), told.toString());
    String refusal = ((Map<?, ?>) told.get("transfer")).get("refusal").toString();
    assertTrue(Pattern.compile(reason).matcher(refusal).find(), refusal);
  }

  /** Chromium's estimate knows nothing of the quota of tests: the worker's is another. */
  @ParameterizedTest
  @CsvSource({
    "littleRoom, Expected room for [0-9]+ bytes more on this device",
    "noCaches, keeps nothing for this page"
  })
  void deviceThatRefuses_runsFromMemoryAndSaysSo(String fault, String reason) {
    trial.run("withFaults('%s'); return {};".formatted(fault));
    assertRunsFromMemory(load(), reason);
  }

  private void quota(long bytes) {
    cdp("Storage.overrideQuotaForOrigin", Map.of("origin", server.origin(), "quotaSize", bytes));
  }

  /** The estimate is no promise. */
  @Test
  void quotaThatEndsInTheMiddle_runsFromMemoryAndSaysSo() {
    server.always(faulty(), Fault.HELD);
    trial.run("window.loading = %s; await later(2000); return {};".formatted(OPEN));
    quota(1);
    server.heal();
    try {
      Map<?, ?> told =
          trial.run(
              """
              const model = await loading;
              return {...told(model), result: await read(model), transfer: model.transfer,
                transfers: model.transfers, progress: model.progress};
              """);

      assertRunsFromMemory(told, "did not keep");
    } finally {
      cdp("Storage.overrideQuotaForOrigin", Map.of("origin", server.origin()));
    }
  }

  @Test
  void cacheDeletedUnderThePage_isFilledAgain() {
    Map<?, ?> told =
        trial.run(
            """
            const model = await %s;
            await storage.forget();
            const gone = (await kept()).right.length;
            const still = await read(model);
            await model.sleep();
            return {...told(model), gone, still, result: await read(model),
              transfer: model.transfer, transfers: model.transfers, progress: []};
            """
                .formatted(OPEN));

    assertEquals(0L, told.get("gone"));
    assertEquals("235478", told.get("still"));
    assertEquals("235478", told.get("result"));
    assertEquals(List.of("EVICTED"), told.get("transfers"));
    assertTrue(kept("right").containsAll(shards));
  }

  @Test
  void shardEvictedBetweenVisits_isBroughtAnewAndTold() {
    load();
    String evict =
        """
        const cache = await caches.open('hearth-blobs');
        return {gone: await cache.delete('/.hearth/blobs/%s')};
        """
            .formatted(shards.get(FAULTY));
    assertEquals(Map.of("gone", true), trial.run(evict));
    trial.open();

    Map<?, ?> told = load();

    assertLoaded(told);
    assertEquals(List.of("EVICTED"), told.get("transfers"));
    assertEquals(
        List.of(SHARD_BYTES + " bytes that this device had kept were gone"), told.get("whys"));
    assertEquals(SHARD_BYTES, number(told, "networkBytes"));

    trial.run("await storage.forget(['%s']); return {};".formatted(shards.get(FAULTY)));
    assertEquals(List.of(), load().get("transfers"), "a person deleted it");
  }

  private static String keep(String model, String options) {
    return """
        const events = [];
        const progress = [];
        const onEvent = ({state}) => events.push(state);
        const onProgress = ({bytes, totalBytes}) => progress.push(bytes / totalBytes);
        const keeping = storage.keep('%s', {onEvent, onProgress, %s});
        """
        .formatted(model, options);
  }

  /** Made available offline, as it is loaded: a connection that fails is no end. */
  @ParameterizedTest
  @EnumSource(names = {"SERVER_ERROR", "RESET", "HTML", "TRUNCATED", "FLIPPED", "LONGER"})
  void keptWithoutOpening_isBroughtAsModelsAre(Fault fault) {
    server.next(faulty(), fault);

    Map<?, ?> told =
        trial.run(
            keep("sharded", "")
                + """
                const transfer = await keeping;
                const {shards} = await storage.needs('sharded');
                const kept = await storage.stored();
                const missing = shards.filter(({sha256, bytes}) => kept[sha256] !== bytes);
                return {transfer, events, missing, progress, workers: workers.size};
                """);

    assertEquals(List.of("RETRYING"), told.get("events"));
    assertEquals(List.of(), told.get("missing"));
    assertEquals(0L, told.get("workers"));
    List<?> progress = (List<?>) told.get("progress");
    assertEquals(1L, progress.get(progress.size() - 1));
    assertTrue(kept("right").containsAll(shards));
    String wasm = "/vendor/onnxruntime-web/ort-wasm-simd-threaded.wasm";
    Map<String, Integer> asked = server.requestsBelow("/models/blobs/");
    assertEquals(1, server.requests(wasm));
    assertEquals(0, number(load(), "networkBytes"));
    assertEquals(asked, server.requestsBelow("/models/blobs/"));
    assertEquals(1, server.requests(wasm));
  }

  @Test
  void keptWithoutOpening_isRefusedIfItIsWrong() {
    server.always(faulty(), Fault.FLIPPED);

    Map<?, ?> told = trial.run(keep("sharded", "") + "return refusal(keeping);");

    assertEquals("INTEGRITY", told.get("code"));
    assertFalse(kept("right").contains(shards.get(FAULTY)));
    server.heal();
    server.forget();
    trial.run(keep("sharded", "") + "return keeping;");
    assertTrue(kept("right").containsAll(shards));
    assertEquals(0, server.requests(blob(shards.get(0))), "what arrived stays");
  }

  @Test
  void keptWithoutOpening_failsWhereTheDeviceRefuses() {
    trial.run("withFaults('noCaches'); return {};");

    Map<?, ?> told = trial.run(keep("sharded", "") + "return refusal(keeping);");

    assertEquals("QUOTA", told.get("code"));
    assertTrue(told.get("message").toString().contains("keeps nothing"), told.toString());
  }

  @Test
  void keptWithoutOpening_canBeCancelled() {
    server.always(faulty(), Fault.HELD);

    Map<?, ?> told =
        trial.run(
            "const cancel = new AbortController();"
                + keep("sharded", "signal: cancel.signal")
                + """
                const said = refusal(keeping);
                await until(async () => (await kept()).right.length > 8);
                cancel.abort();
                return {...(await said), workers: workers.size};
                """);

    assertEquals("CANCELLED", told.get("code"));
    assertEquals(0L, told.get("workers"));
    assertFalse(kept("right").contains(shards.get(FAULTY)));
  }

  @ParameterizedTest
  @EnumSource
  void wrongBytesOnTheDevice_areReplaced(Damage damage) {
    load();
    server.forget();
    trial.run(
        """
        const cache = await caches.open('hearth-blobs');
        const key = '/.hearth/blobs/%s';
        const bytes = new Uint8Array(await (await cache.match(key)).arrayBuffer());
        bytes[1000] ^= 1;
        await cache.put(key, new Response(bytes.slice(0, bytes.length %s)));
        return {};
        """
            .formatted(shards.get(FAULTY), damage.cut));

    Map<?, ?> told = load();

    assertLoaded(told);
    assertEquals(List.of("REPAIRING"), told.get("transfers"));
    assertEquals(SHARD_BYTES, number(told, "networkBytes"));
    assertEquals(SHARD_BYTES, number(told, "repairedBytes"));
    assertTrue(kept("right").containsAll(shards));
  }

  /** What became of a shard that was kept: a flipped bit, and of another length. */
  private enum Damage {
    FLIPPED(""),
    SHORT("/ 2");

    private final String cut;

    Damage(String cut) {
      this.cut = cut;
    }
  }

  @Test
  void update_downloadsTheShardThatChanged() throws IOException {
    String open = OPEN.replace("sharded", "updated");
    site.addShards(site.model("digits", "updated"), contents);
    load(open);
    server.forget();
    byte[] changed = contents.get(FAULTY).clone();
    changed[0] ^= 1;
    List<byte[]> newer = new ArrayList<>(contents);
    newer.set(FAULTY, changed);
    Path model = site.root().resolve("models/updated");
    SiteCopy.copy(site.root().resolve("models/digits/1.0.0"), model.resolve("1.1.0"));
    List<String> names = site.addShards(model.resolve("1.1.0/manifest.json"), newer);
    Files.writeString(model.resolve("channels.json"), "{\"stable\": \"1.1.0\"}");

    Map<?, ?> told = load(open);

    assertLoaded(told);
    assertEquals(Map.of(blob(names.get(FAULTY)), 1), server.requestsBelow("/models/blobs/"));
    assertEquals(SHARD_BYTES, server.bytesSent(blob(names.get(FAULTY))));
    assertEquals(SHARD_BYTES, number(told, "networkBytes"));
  }

  @Test
  void persistence_isAskedForOnceAModelFromTheNetworkHasPredicted() {
    String count =
        """
        let asked = 0;
        navigator.storage.persist = async () => (asked++, true);
        const model = await %s;
        const before = asked;
        await read(model);
        return {before, asked};
        """
            .formatted(OPEN);

    assertEquals(Map.of("before", 0L, "asked", 1L), trial.run(count));
    trial.open();
    assertEquals(Map.of("before", 0L, "asked", 0L), trial.run(count), "nothing is new");
  }

  @Test
  void page_saysWhereTheBytesCameFrom() {
    assertTrue(cameFrom().endsWith("from the network"), "the first visit");
    String second = cameFrom();
    assertTrue(second.endsWith("from this device") && !second.contains("network"), second);
    trial.open();
  }

  @Test
  void page_saysWhatWasDownloadedTwice() {
    server.next(faulty(), Fault.FLIPPED);
    String said = cameFrom();
    trial.open();

    assertTrue(said.endsWith("; 262\u00a0KB more came broken and were asked for again"), said);
  }

  private String cameFrom() {
    trial.browser().open(server.origin() + "/?model=sharded");
    trial.browser().waitForScript("document.documentElement.dataset.state === 'ready'");
    return String.valueOf(
        trial
            .browser()
            .driver()
            .executeScript("return document.querySelector('[data-testid=came-from]').textContent"));
  }
}

package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.json.Json;

/**
 * Times loading a package of 100 MB beside a plain fetch of one file of the same size, and says how
 * much memory the page's process took at its peak. Of the package 100 MB are a file that the
 * runtime is given but does not read, so that what is measured is the loading; what the runtime
 * itself takes is told by opening the same model without that file. Fails for no time and no size.
 * Run by {@code mvn -Pbenchmark verify}, alone with {@code -Dit.test=LoadingBenchmark}, on Linux.
 */
@Isolated("It measures times.")
class LoadingBenchmark {
  private static final int SHARDS = 25;
  private static final int SHARD_BYTES = 4 << 20;
  private static final long BYTES = (long) SHARDS * SHARD_BYTES;
  private static final int ROUNDS = 5;

  private static final String RUNTIME = "the runtime alone";

  private static final Map<String, String> WAYS = new LinkedHashMap<>();

  static {
    WAYS.put(
        "plain fetch",
        """
        window.bytes = await (await fetch('/big.bin', {cache: 'no-store'})).arrayBuffer();
        return {ms: performance.now() - start, bytes: bytes.byteLength};
        """);
    WAYS.put(
        RUNTIME,
        """
        const {metrics, transfer} = window.model = await open('/models/digits', {provider: 'wasm'});
        return {ms: performance.now() - start, bytes: transfer.deviceBytes};
        """);
    WAYS.put(
        "package from the network",
        """
        const {metrics, transfer} = window.model = await open('/models/big', {provider: 'wasm'});
        return {ms: performance.now() - start, bytes: transfer.networkBytes};
        """);
    WAYS.put(
        "package from the device",
        """
        const {metrics, transfer} = window.model = await open('/models/big', {provider: 'wasm'});
        return {ms: performance.now() - start, bytes: transfer.deviceBytes};
        """);
  }

  @Test
  void load(@TempDir Path folder) throws IOException {
    TrialSite site = TrialSite.create(folder.resolve("site"));
    Random random = new Random(100);
    List<byte[]> shards = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      byte[] bytes = new byte[SHARD_BYTES];
      random.nextBytes(bytes);
      shards.add(bytes);
    }
    site.addShards(site.model("digits", "big"), shards);
    byte[] big = new byte[(int) BYTES];
    random.nextBytes(big);
    Files.write(site.root().resolve("big.bin"), big);
    Map<String, List<Long>> millis = new LinkedHashMap<>();
    Map<String, List<Long>> peaks = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      try (Trial trial = Trial.start(site, BrowserOptions.plain().withoutNotingRequests())) {
        for (Map.Entry<String, String> way : WAYS.entrySet()) {
          trial.open();
          // The engine and the runtime are there for both.
          trial.run(
              "const model = await open('/models/digits', {provider: 'wasm'}); model.close();");
          forgetPeak();
          long before = memory("VmHWM");
          Map<?, ?> told = trial.run("const start = performance.now();\n" + way.getValue());
          long taken = memory("VmHWM") - before;
          long least = way.getKey().equals(RUNTIME) ? 1 : BYTES;
          assertTrue(((Number) told.get("bytes")).longValue() >= least, told.toString());
          add(millis, way.getKey(), ((Number) told.get("ms")).longValue());
          add(peaks, way.getKey(), taken);
        }
      }
    }
    report(millis, peaks);
  }

  private static void add(Map<String, List<Long>> to, String way, long value) {
    to.computeIfAbsent(way, unused -> new ArrayList<>()).add(value);
  }

  private static void report(Map<String, List<Long>> millis, Map<String, List<Long>> peaks)
      throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    System.out.printf("%d bytes, medians of %d, ratios to the first%n", BYTES, ROUNDS);
    long plainMs = 0;
    for (String way : WAYS.keySet()) {
      long ms = median(millis, way);
      long peak = median(peaks, way);
      plainMs = plainMs == 0 ? ms : plainMs;
      double ratio = (double) ms / plainMs;
      long over = peak - (way.equals(RUNTIME) ? 0 : BYTES);
      System.out.printf(
          "%-26s %5d ms (%.2f)   peak %6.1f MB, %5.1f MB over the bytes%n",
          way, ms, ratio, peak / 1e6, over / 1e6);
      rows.add(Map.of("way", way, "ms", ms, "ratio", ratio, "peakBytes", peak));
    }
    assertEquals(WAYS.size(), rows.size());
    Path file = Path.of("target/loading.json");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, new Json().toJson(rows) + "\n");
  }

  private static long median(Map<String, List<Long>> of, String way) {
    List<Long> values = of.getOrDefault(way, List.of());
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  /** The renderers that this test's browser runs: one has the page and its workers. */
  private static List<Path> renderers() throws IOException {
    List<Path> out = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      Path folder = Path.of("/proc/" + process.pid());
      Path command = folder.resolve("cmdline");
      if (Files.exists(command) && Files.readString(command).contains("--type=renderer")) {
        out.add(folder);
      }
    }
    return out;
  }

  private static void forgetPeak() throws IOException {
    for (Path renderer : renderers()) {
      Files.writeString(renderer.resolve("clear_refs"), "5");
    }
  }

  /** The bytes of a kind that the largest renderer has. */
  private static long memory(String kind) throws IOException {
    long most = 0;
    for (Path renderer : renderers()) {
      for (String line : Files.readAllLines(renderer.resolve("status"))) {
        if (line.startsWith(kind + ":")) {
          most = Math.max(most, Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
      }
    }
    return most;
  }
}

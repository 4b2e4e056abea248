package dev.hearth.e2e;

import static dev.hearth.e2e.Trial.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every provider made to fail in turn: the plan ends on one that works, and names every reason.
 *
 * <p>Where the fault {@code hardware} is set, the software adapters of the tests pass for graphics
 * cards, so that the plan takes them first as it does on people's devices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderFailuresIT {
  /** Of either runtime: the model, one that is worth a GPU, and how it is asked. */
  private enum Kind {
    ONNX("mnist-8", "read", "235478"),
    TFJS("spoken-digits", "heard", "two nine five");

    private final String model;
    private final String predict;
    private final String right;

    Kind(String model, String predict, String right) {
      this.model = model;
      this.predict = predict;
      this.right = right;
    }
  }

  private TrialSite site;
  private Trial trial;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    site = TrialSite.create(folder.resolve("site"));
    site.addMnist(folder);
    for (Kind kind : Kind.values()) {
      site.bigModel(kind.model, "big-" + kind.model);
      // The last number in the goldens is one that is expected.
      site.changeGoldens(
          site.model(kind.model, "wrong-" + kind.model),
          bytes -> {
            ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(bytes.length - Float.BYTES, 3);
            return bytes;
          });
    }
    damageWasm("missing", Files::delete);
    damageWasm("flipped", file -> TrialSite.change(file, ProviderFailuresIT::flip));
    damageWasm("html", file -> Files.writeString(file, "<!doctype html><title>Welcome</title>"));
    TrialSite.edit(
        site.runtimes("version").resolve("runtimes.json"),
        json -> json.values().forEach(one -> TrialSite.object(one).put("version", "0.0.1")));
    TrialSite.replace(
        site.runtimes("other-module").resolve("onnxruntime-web/ort.wasm.min.mjs"),
        "\"1.30.0\"",
        "\"1.29.0\"");
    trial = Trial.start(site, BrowserOptions.plain().flag("--enable-unsafe-webgpu"));
  }

  private interface Damage {
    void to(Path file) throws IOException;
  }

  private void damageWasm(String name, Damage damage) throws IOException {
    Path vendor = site.runtimes(name);
    damage.to(vendor.resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"));
    damage.to(vendor.resolve("tfjs/tfjs-backend-wasm-simd.wasm"));
  }

  private static byte[] flip(byte[] bytes) {
    bytes[bytes.length / 2] ^= 1;
    return bytes;
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  @BeforeEach
  void open() {
    trial.open();
  }

  @ParameterizedTest
  @CsvSource({
    "ONNX, noWebGpu, wasm, webgpu PROVIDER_UNAVAILABLE",
    "ONNX, noAdapter, wasm, webgpu PROVIDER_UNAVAILABLE",
    "ONNX, noDevice, wasm, webgpu PROVIDER_UNAVAILABLE",
    "TFJS, noAdapter, webgl, webgpu PROVIDER_UNAVAILABLE",
    "TFJS, noDevice, webgl, webgpu PROVIDER_UNAVAILABLE",
    "TFJS, noWebGpu noWebGl, wasm, webgpu PROVIDER_UNAVAILABLE; webgl PROVIDER_UNAVAILABLE",
  })
  void missingAdapter_leavesTheNext(Kind kind, String faults, String provider, String rejected) {
    Map<?, ?> told = run(withFaults("hardware " + faults), open(kind, "big-"), tell(kind));

    assertEnds(told, kind, provider, rejected);
    assertEquals("worker started", texts(told, "events").get(0));
    assertEquals("READY " + provider, last(told));
  }

  /** The GPU is destroyed between two runs, then the next one in the midst of a run. */
  @ParameterizedTest
  @CsvSource({
    "ONNX, webgpu, wasm, webgpu DEVICE_LOST",
    "TFJS, webgpu, wasm, webgpu DEVICE_LOST; webgl DEVICE_LOST"
  })
  void lostDevices_moveOn(Kind kind, String first, String last, String rejected) {
    Map<?, ?> told =
        run(
            withFaults("hardware"),
            open(kind, "big-"),
            "const first = model.plan.provider;",
            predict(kind, "before"),
            "await model.loseDevice();",
            predict(kind, "between"),
            "const seen = model.events.length;",
            "await command('loseAtNextWork');",
            tell(kind, "first, before, between, afterwards: model.events.slice(seen)"));

    assertEquals(first, told.get("first"));
    assertEquals(kind.right, told.get("before"));
    assertEquals(kind.right, told.get("between"));
    assertEnds(told, kind, last, rejected);
    List<String> events = texts(told, "events");
    assertEquals(1, events.indexOf("PROBING webgpu"));
    int lost = events.indexOf("LOST webgpu DEVICE_LOST");
    assertEquals("READY webgpu", events.get(lost - 1));
    assertTrue(events.get(lost + 1).startsWith("PROBING"), events.toString());
    if (kind == Kind.TFJS) {
      assertEquals(
          List.of(
              "LOST webgl DEVICE_LOST",
              "PROBING wasm",
              "LOADING wasm",
              "SELF_TESTING wasm",
              "READY wasm"),
          told.get("afterwards"));
    }
  }

  @Test
  void gpuLostDuringARun_repeatsTheRunElsewhere() {
    Map<?, ?> told =
        run(
            withFaults("hardware"),
            open(Kind.ONNX, "big-"),
            "await command('loseAtNextWork');",
            tell(Kind.ONNX));

    assertEnds(told, Kind.ONNX, "wasm", "webgpu DEVICE_LOST");
    assertEquals(1L, ((Map<?, ?>) told.get("metrics")).get("failovers"));
  }

  /** Where nothing else is left, the same device is tried once more. */
  @ParameterizedTest
  @CsvSource({"ONNX, webgl", "TFJS, webgl"})
  void onlyDevice_comesBackOnce(Kind kind, String provider) {
    Map<?, ?> told =
        run(
            "const model = await opened('/models/%s', {provider: '%s'});"
                .formatted(kind.model, provider),
            "await model.loseDevice();",
            predict(kind, "again"),
            "await model.sleep();",
            predict(kind, "awake"),
            tell(kind, "again, awake"));

    assertEquals(kind.right, told.get("again"));
    assertEquals(kind.right, told.get("awake"));
    assertEnds(told, kind, provider, provider + " DEVICE_LOST");
  }

  @ParameterizedTest
  @CsvSource({
    "ONNX, missing, webgl",
    "ONNX, flipped, webgl",
    "ONNX, html, webgl",
    "ONNX, other-module, webgl",
    "TFJS, missing, cpu",
    "TFJS, flipped, cpu",
    "TFJS, html, cpu"
  })
  void wasmThatIsNotTheOne_isNamedAndLeft(Kind kind, String damage, String provider) {
    Map<?, ?> told =
        run(
            // What the device keeps of the right ones would serve.
            "await storage.forget();",
            "configure({base: '/broken/%s/'});".formatted(damage),
            withFaults(kind == Kind.ONNX ? "noWebGpu" : "noWebGpu noWebGl"),
            open(kind, ""),
            tell(kind));

    assertEnds(
        told,
        kind,
        provider,
        "wasm PROVIDER_UNAVAILABLE; webgpu PROVIDER_UNAVAILABLE; "
            + (kind == Kind.ONNX ? "webnn" : "webgl")
            + " PROVIDER_UNAVAILABLE");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void siteOfAnotherVersion_isRefusedWithEveryReason(Kind kind) {
    Map<?, ?> refused =
        run(
            "configure({base: '/broken/version/'});",
            withFaults("noWebGpu"),
            "return refusal(opened('/models/%s'))".formatted(kind.model));

    assertEquals("PROVIDER_UNAVAILABLE", refused.get("code"), refused.toString());
    assertEquals(4, Trial.rejections(refused).size(), refused.toString());
    assertTrue(refused.get("message").toString().contains("0.0.1"), refused.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "ONNX, webgpu PROVIDER_UNAVAILABLE; webnn PROVIDER_UNAVAILABLE; wasm SELF_TEST_FAILED;"
        + " webgl SELF_TEST_FAILED",
    "TFJS, webgpu PROVIDER_UNAVAILABLE; webgl SELF_TEST_FAILED; wasm SELF_TEST_FAILED;"
        + " cpu SELF_TEST_FAILED",
  })
  void tamperedGoldens_refuseEveryProviderAndNameEach(Kind kind, String rejected) {
    Map<?, ?> refused =
        run(
            withFaults("noWebGpu"),
            "return refusal(opened('/models/wrong-%s'))".formatted(kind.model));

    assertEquals("SELF_TEST_FAILED", refused.get("code"), refused.toString());
    assertEquals(
        Set.of(rejected.split("; ", -1)),
        new HashSet<>(Trial.rejections(refused)),
        refused.toString());
    for (String provider : List.of("webgl: Self-test case", "wasm: Self-test case")) {
      assertTrue(refused.get("message").toString().contains(provider), refused.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ONNX, wasm, webgpu SELF_TEST_FAILED",
    "TFJS, wasm, webgpu PROVIDER_UNAVAILABLE; webgl SELF_TEST_FAILED"
  })
  void gpuThatComputesWrongNumbers_isFoundOut(Kind kind, String provider, String rejected) {
    Map<?, ?> told =
        run(
            withFaults("hardware wrongNumbers" + (kind == Kind.TFJS ? " noWebGpu" : "")),
            open(kind, "big-"),
            tell(kind));

    assertEnds(told, kind, provider, rejected);
    assertTrue(texts(told, "events").contains("REJECTED " + rejected.split("; ", -1)[0]));
  }

  private Map<?, ?> run(String... lines) {
    return trial.run(String.join("\n", lines));
  }

  private static String withFaults(String names) {
    return "withFaults(...'%s'.split(' '));".formatted(names);
  }

  private static String open(Kind kind, String prefix) {
    return "const model = await opened('/models/%s%s');".formatted(prefix, kind.model);
  }

  private static String predict(Kind kind, String name) {
    return "const %s = await %s(model);".formatted(name, kind.predict);
  }

  private static String tell(Kind kind, String... more) {
    return "return {result: await %s(model), ...told(model), %s}"
        .formatted(kind.predict, String.join("", more));
  }

  private static void assertEnds(Map<?, ?> told, Kind kind, String provider, String rejected) {
    assertEquals(provider, told.get("provider"), told.toString());
    assertEquals(List.of(rejected.split("; ", -1)), Trial.rejections(told), told.toString());
    assertEquals(kind.right, told.get("result"), told.toString());
  }

  private static String last(Map<?, ?> told) {
    List<String> events = texts(told, "events");
    return events.get(events.size() - 1);
  }
}

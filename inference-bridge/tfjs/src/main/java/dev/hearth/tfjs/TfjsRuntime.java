package dev.hearth.tfjs;

import dev.hearth.js.Http;
import dev.hearth.js.JsException;
import dev.hearth.js.Platform;
import dev.hearth.js.RuntimeFiles;
import dev.hearth.js.TypedArrays;
import dev.hearth.runtime.InferenceException;
import dev.hearth.tfjs.jso.Tf;
import dev.hearth.tfjs.jso.TfLayers;
import dev.hearth.tfjs.jso.TfRuntimeFiles;
import dev.hearth.tfjs.jso.TfWasm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** TensorFlow.js's modules and the backends that were started. */
final class TfjsRuntime {
  static final List<String> PROVIDERS = List.of("webgpu", "webgl", "wasm", "cpu");

  private final String folderUrl;
  private final int threads;
  private final int limitMs;
  private final DeviceWatch loading = DeviceWatch.none();
  private final Map<String, TfjsBackend> backends = new HashMap<>();
  private @Nullable Tf tf;
  private @Nullable TfRuntimeFiles files;

  TfjsRuntime(String folderUrl, int threads, int limitMs) {
    this.folderUrl = folderUrl;
    this.threads = threads;
    this.limitMs = limitMs;
  }

  /** Returns the core module, null before the first backend. */
  @Nullable Tf tf() {
    return tf;
  }

  /** Returns a backend that was started, null if it was not. */
  @Nullable TfjsBackend started(String name) {
    return backends.get(name);
  }

  TfLayers layers() {
    return load(TfLayers.load(folderUrl + "layers.js"), "layers.js");
  }

  /** Returns a backend in use, started or started again as needed. */
  TfjsBackend start(String name) {
    if (!PROVIDERS.contains(name)) {
      throw TfjsErrors.unavailable("one of " + String.join(", ", PROVIDERS), name, null);
    }
    TfjsBackend known = backends.get(name);
    if (known != null && !known.isLost()) {
      known.use();
      return known;
    } else if (known != null) {
      known.discard();
      backends.remove(name);
    }
    Tf module = core();
    String file = "backend-" + name + ".js";
    if (name.equals("wasm")) {
      prepareWasm(module, load(TfWasm.load(folderUrl + file), file));
    } else {
      load(Tf.load(folderUrl + file), file);
    }
    if (name.equals("webgl")) {
      // Whether a slow one will do is for the caller to say, who has seen what support() says.
      module.env().set("SOFTWARE_WEBGL_ENABLED", true);
    }
    // It falls back in silence: only this answer and the name tell.
    boolean answer = load(module.setBackend(name), name).booleanValue();
    if (!answer || !name.equals(module.getBackend())) {
      throw TfjsErrors.unavailable(name + " to start in this browser", "it did not", null);
    }
    TfjsBackend backend = new TfjsBackend(module, name, limitMs);
    backends.put(name, backend);
    return backend;
  }

  private Tf core() {
    Tf module = tf;
    if (module == null) {
      TfRuntimeFiles listed = listed();
      module = load(Tf.load(folderUrl + "tfjs.js"), "tfjs.js");
      if (!module.getVersion().equals(listed.getVersion())) {
        throw TfjsErrors.unavailable(
            "TensorFlow.js " + listed.getVersion() + " as runtimes.json names it",
            module.getVersion(),
            null);
      }
      files = listed;
      tf = module;
    }
    return module;
  }

  private TfRuntimeFiles listed() {
    String url = Platform.resolve("../runtimes.json", folderUrl);
    try {
      return TfRuntimeFiles.parse(Http.text(url));
    } catch (InferenceException e) {
      throw TfjsErrors.unavailable("TensorFlow.js in " + url, e.getMessage(), e);
    }
  }

  private void prepareWasm(Tf module, TfWasm wasm) {
    boolean simd = load(module.env().getAsync("WASM_HAS_SIMD_SUPPORT"), "wasm").booleanValue();
    boolean threaded = simd && threads > 1 && Platform.crossOriginIsolated();
    module.env().set("WASM_HAS_MULTITHREAD_SUPPORT", threaded);
    wasm.setThreadsCount(threaded ? threads : 1);
    String kind = threaded ? "-threaded-simd" : simd ? "-simd" : "";
    byte[] bytes = checked("tfjs-backend-wasm" + kind + ".wasm");
    wasm.setWasmBinary(TypedArrays.unsigned(bytes).getBuffer());
  }

  /** Returns a file of the runtime's folder, which is the one runtimes.json names. */
  private byte[] checked(String name) {
    TfRuntimeFiles listed = files;
    TfRuntimeFiles.File entry = listed == null ? null : TfRuntimeFiles.file(listed, name);
    if (listed == null || entry == null) {
      throw TfjsErrors.unavailable(name + " in runtimes.json", "no such entry", null);
    }
    return RuntimeFiles.read(
        folderUrl + name,
        entry.getBytes(),
        entry.getSha256(),
        "TensorFlow.js " + listed.getVersion());
  }

  private <T extends JSObject> T load(JSPromise<T> promise, String what) {
    return loading.await(promise, limitMs, e -> notLoaded(what, e));
  }

  private static InferenceException notLoaded(String what, JsException e) {
    return e.name().equals(TfjsErrors.LATE)
        ? TfjsErrors.translate(e, "TensorFlow.js did not start " + what)
        : TfjsErrors.unavailable("TensorFlow.js with " + what, e.getMessage(), e);
  }
}

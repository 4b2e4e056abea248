package dev.hearth.onnx;

import dev.hearth.js.Platform;
import dev.hearth.js.Promises;
import dev.hearth.js.RuntimeFiles;
import dev.hearth.js.TypedArrays;
import dev.hearth.onnx.jso.Ort;
import dev.hearth.onnx.jso.OrtEnv;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The builds of onnxruntime-web, each loaded with its checked WebAssembly when first asked for. */
final class OrtModules {
  private final String vendorUrl;
  private final int threads;
  private final Map<String, Ort> loaded = new LinkedHashMap<>();
  private @Nullable RuntimeFiles files;
  private int dropped;

  OrtModules(String vendorUrl, int threads) {
    this.vendorUrl = vendorUrl;
    this.threads = threads;
  }

  Ort load(String module) {
    Ort known = loaded.get(module);
    if (known != null) {
      return known;
    }
    if (files == null) {
      files = RuntimeFiles.of(vendorUrl, "onnxruntime-web");
    }
    byte[] wasm = files.wasm(module);
    // A fragment makes another instance of the same file: a broken one stays broken.
    String url = files.moduleUrl(module) + (dropped == 0 ? "" : "#" + dropped);
    Ort ort =
        Promises.await(
            Ort.load(url),
            e ->
                new InferenceException(
                    Code.PROVIDER_UNAVAILABLE,
                    "Expected onnxruntime-web at " + url + ": " + e.getMessage(),
                    e));
    OrtEnv env = ort.getEnv();
    files.checkVersion(module, env.getVersions().getWeb());
    env.setLogLevel("error");
    if (wasm.length > 0) {
      env.getWasm().setNumThreads(Platform.crossOriginIsolated() ? threads : 1);
      env.getWasm().setWasmBinary(TypedArrays.unsigned(wasm));
    }
    loaded.put(module, ort);
    return ort;
  }

  /** Forgets a module whose state is beyond repair: the next load starts another one. */
  void drop(String module) {
    if (loaded.remove(module) != null) {
      dropped++;
    }
  }
}

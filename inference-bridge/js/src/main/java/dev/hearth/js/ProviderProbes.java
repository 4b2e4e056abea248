package dev.hearth.js;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.ProviderSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** What this browser says of the ways to compute that the runtimes use. */
public final class ProviderProbes {
  private static final int LIMIT_MILLIS = 3000;
  private static final String SOFTWARE = "a software adapter: right, but slow";
  private static final String[] FEATURES = {"shader-f16", "subgroups"};
  private static final String[] PROGRAMS = {
    "swiftshader", "llvmpipe", "lavapipe", "softpipe", "software", "basic render"
  };

  private ProviderProbes() {}

  /** Asks for a WebGPU adapter, blocking for three seconds at most. */
  public static ProviderSupport webGpu() {
    if (!hasWebGpu()) {
      return ProviderSupport.no("This browser has no WebGPU here");
    }
    JsGpuAdapter adapter;
    try {
      adapter =
          Promises.await(
              JsGpuAdapter.request(), LIMIT_MILLIS, "a WebGPU adapter", reason -> reason);
    } catch (InferenceException | JsException e) {
      return ProviderSupport.no("WebGPU: " + e.getMessage());
    }
    if (JsGpuAdapter.isMissing(adapter)) {
      return ProviderSupport.no("This browser has WebGPU, but no adapter for it");
    }
    List<String> features = new ArrayList<>();
    for (String feature : FEATURES) {
      if (adapter.hasFeature(feature)) {
        features.add(feature);
      }
    }
    boolean software = adapter.isFallback() || isSoftware(adapter.name());
    return new ProviderSupport(true, software, features, software ? SOFTWARE : "");
  }

  /** Makes a WebGL 2 context and lets it go. */
  public static ProviderSupport webGl() {
    String renderer = webGlRenderer();
    if (renderer.isEmpty()) {
      return ProviderSupport.no("This browser has no WebGL 2 here");
    }
    boolean software = isSoftware(renderer);
    return new ProviderSupport(true, software, List.of(), software ? SOFTWARE : "");
  }

  /** Returns true if a GPU's name is that of a program that computes on the processor. */
  static boolean isSoftware(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String program : PROGRAMS) {
      if (lower.contains(program)) {
        return true;
      }
    }
    return false;
  }

  /** Looks for WebNN. */
  public static ProviderSupport webNn() {
    return hasWebNn()
        ? ProviderSupport.yes()
        : ProviderSupport.no("This browser has no WebNN here");
  }

  /** Looks for WebAssembly with SIMD, and names {@code threads} where memory can be shared. */
  public static ProviderSupport wasm() {
    if (!hasWasmSimd()) {
      return ProviderSupport.no("This browser has no WebAssembly with SIMD");
    }
    return new ProviderSupport(
        true, false, Platform.crossOriginIsolated() ? List.of("threads") : List.of(), "");
  }

  /** Returns true if WebAssembly can wait for promises (JSPI). */
  @JSBody(script = "return 'Suspending' in WebAssembly;")
  public static native boolean hasJspi();

  @JSBody(script = "return !!navigator.gpu;")
  private static native boolean hasWebGpu();

  @JSBody(script = "return 'ml' in navigator && !!navigator.ml;")
  private static native boolean hasWebNn();

  // The bytes are a module of one function: i32x4.dot_i16x8_s of two splats.
  @JSBody(
      script =
          "return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(["
              + "0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 30, 1, 28, 0,"
              + "65, 0, 253, 15, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 253,"
              + "186, 1, 26, 11]));")
  private static native boolean hasWasmSimd();

  @JSBody(
      script =
          "if (typeof OffscreenCanvas === 'undefined') return '';"
              + "const gl = new OffscreenCanvas(1, 1).getContext('webgl2');"
              + "if (!gl) return '';"
              + "const info = gl.getExtension('WEBGL_debug_renderer_info');"
              + "const name = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);"
              + "const lose = gl.getExtension('WEBGL_lose_context');"
              + "if (lose) lose.loseContext();"
              + "return name || 'unknown';")
  private static native String webGlRenderer();

  /** Overlay of {@code GPUAdapter}, as far as it is asked. */
  abstract static class JsGpuAdapter implements JSObject {
    @JSBody(script = "return navigator.gpu.requestAdapter();")
    static native JSPromise<JsGpuAdapter> request();

    @JSBody(params = "adapter", script = "return !adapter;")
    static native boolean isMissing(JsGpuAdapter adapter);

    @JSBody(params = "feature", script = "return this.features.has(feature);")
    final native boolean hasFeature(String feature);

    @JSBody(
        script = "return !!(this.isFallbackAdapter || this.info && this.info.isFallbackAdapter);")
    final native boolean isFallback();

    @JSBody(
        script =
            "const info = this.info || {};"
                + "return [info.vendor, info.architecture, info.description].join(' ');")
    final native String name();
  }
}

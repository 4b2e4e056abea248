package dev.hearth.tfjs;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.ProviderSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** What this browser has for each backend, asked without loading any. */
final class TfjsSupport {
  private static final int LIMIT_MS = 3000;

  private TfjsSupport() {}

  static ProviderSupport of(String provider) {
    return switch (provider) {
      case "webgpu" -> webgpu();
      case "webgl" -> described(webgl(), "This browser has no WebGL 2 in a worker.");
      case "wasm" -> hasWasm() ? ProviderSupport.yes() : ProviderSupport.no("No WebAssembly here.");
      case "cpu" -> ProviderSupport.yes();
      default -> ProviderSupport.no("TensorFlow.js has no backend " + provider + ".");
    };
  }

  private static ProviderSupport webgpu() {
    try {
      return described(
          DeviceWatch.none()
              .await(adapter(), LIMIT_MS, e -> TfjsErrors.translate(e, "WebGPU has no adapter")),
          "This browser has no WebGPU adapter.");
    } catch (InferenceException e) {
      return ProviderSupport.no(e.getMessage());
    }
  }

  private static ProviderSupport described(@Nullable Device device, String absent) {
    if (device == null || isNull(device)) {
      return ProviderSupport.no(absent);
    }
    boolean software = device.isFallback() || isSoftware(device.getName());
    List<String> features = new ArrayList<>();
    for (int i = 0; i < device.getFeatures().getLength(); i++) {
      features.add(device.getFeatures().get(i).stringValue());
    }
    String reason = software ? "A program stands in for the GPU: " + device.getName() : "";
    return new ProviderSupport(true, software, features, reason);
  }

  /** Returns true if a GPU's name is the one of a program that computes on the processor. */
  static boolean isSoftware(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("swiftshader")
        || lower.contains("llvmpipe")
        || lower.contains("lavapipe")
        || lower.contains("softpipe")
        || lower.contains("software")
        || lower.contains("basic render");
  }

  private interface Device extends JSObject {
    @JSProperty
    String getName();

    @JSProperty
    boolean isFallback();

    @JSProperty
    JSArrayReader<JSString> getFeatures();
  }

  @JSBody(params = "device", script = "return device === null;")
  private static native boolean isNull(Device device);

  @JSBody(script = "return typeof WebAssembly == 'object';")
  private static native boolean hasWasm();

  @JSBody(
      script =
          "if (!navigator.gpu) return Promise.resolve(null);"
              + "return navigator.gpu.requestAdapter().then(adapter => {"
              + "  if (!adapter) return null;"
              + "  const info = adapter.info || {};"
              + "  return {"
              + "    name: [info.vendor, info.architecture, info.description]"
              + "        .filter(Boolean).join(' '),"
              + "    fallback: !!(info.isFallbackAdapter || adapter.isFallbackAdapter),"
              + "    features: [...adapter.features],"
              + "  };"
              + "});")
  private static native JSPromise<Device> adapter();

  // A page has few contexts: this one is given back at once.
  @JSBody(
      script =
          "if (typeof OffscreenCanvas == 'undefined') return null;"
              + "const gl = new OffscreenCanvas(1, 1).getContext('webgl2');"
              + "if (!gl) return null;"
              + "const names = gl.getExtension('WEBGL_debug_renderer_info');"
              + "const device = {"
              + "  name: '' + gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER),"
              + "  fallback: false,"
              + "  features: gl.getSupportedExtensions() || [],"
              + "};"
              + "const lose = gl.getExtension('WEBGL_lose_context');"
              + "if (lose) lose.loseContext();"
              + "return device;")
  private static native @Nullable Device webgl();
}

package dev.hearth.app.client;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/**
 * What the browser tells of itself and its device; texts are empty and numbers 0 where it does not.
 */
public interface DeviceFacts extends JSObject {
  @JSProperty
  String getUserAgent();

  @JSProperty
  String getBrowser();

  @JSProperty
  String getPlatform();

  @JSProperty
  int getCores();

  @JSProperty
  double getMemoryGb();

  @JSProperty
  boolean isIsolated();

  @JSProperty
  boolean isWebnn();

  @JSProperty
  Wasm getWasm();

  @JSProperty
  WebGpu getWebgpu();

  @JSProperty
  WebGl getWebgl();

  /** Of WebAssembly. */
  interface Wasm extends JSObject {
    @JSProperty
    boolean isSimd();

    @JSProperty
    boolean isThreads();

    @JSProperty
    boolean isJspi();
  }

  /** Of WebGPU. */
  interface WebGpu extends JSObject {
    @JSProperty
    boolean isAvailable();

    @JSProperty
    String getReason();

    @JSProperty
    String getAdapter();

    @JSProperty
    boolean isSoftware();
  }

  /** Of WebGL. */
  interface WebGl extends JSObject {
    @JSProperty
    String getVersion();

    @JSProperty
    String getRenderer();
  }
}

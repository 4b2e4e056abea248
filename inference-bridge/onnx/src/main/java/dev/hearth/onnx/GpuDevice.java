package dev.hearth.onnx;

import dev.hearth.js.Promises;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** A WebGPU device with all its adapter's limits, made here so that its loss is noticed. */
final class GpuDevice implements Device {
  private static final int LIMIT_MILLIS = 10_000;

  private final JSObject device;

  private GpuDevice(JSObject device) {
    this.device = device;
    watch(device);
  }

  /**
   * Asks the browser for a device, blocking.
   *
   * @throws InferenceException PROVIDER_UNAVAILABLE if there is none
   */
  static GpuDevice request() {
    try {
      return new GpuDevice(
          Promises.await(
              requestDevice(), LIMIT_MILLIS, "a WebGPU device", e -> unavailable(e.getMessage())));
    } catch (InferenceException e) {
      throw e.code() == Code.TIMEOUT ? unavailable(e.getMessage()) : e;
    }
  }

  /** Returns the {@code GPUDevice}. */
  JSObject object() {
    return device;
  }

  @Override
  public String lost() {
    return lost(device);
  }

  @Override
  public void lose() {
    destroy(device);
  }

  private static InferenceException unavailable(String found) {
    return new InferenceException(
        Code.PROVIDER_UNAVAILABLE, "Expected a WebGPU device, found none: " + found);
  }

  @JSBody(
      script =
          "if (!navigator.gpu) return Promise.reject(new Error('this browser has no WebGPU here'));"
              + "return navigator.gpu.requestAdapter().then(adapter => {"
              + "if (!adapter) throw new Error('no adapter');"
              + "const limits = {};"
              + "for (let name in adapter.limits) {"
              + "if (typeof adapter.limits[name] === 'number') limits[name] = adapter.limits[name];"
              + "}"
              + "const features = ['shader-f16', 'subgroups'];"
              + "return adapter.requestDevice({requiredLimits: limits,"
              + "requiredFeatures: features.filter(name => adapter.features.has(name))});"
              + "});")
  private static native JSPromise<JSObject> requestDevice();

  @JSBody(
      params = "device",
      script =
          "device.lost.then(info => { device.hearthLost = (info.reason || 'unknown') + ', '"
              + "+ info.message; });")
  private static native void watch(JSObject device);

  @JSBody(params = "device", script = "return device.hearthLost || '';")
  private static native String lost(JSObject device);

  // The browser tells of the loss a moment later; a run in between could block for ever.
  @JSBody(
      params = "device",
      script = "device.hearthLost = 'destroyed on purpose'; device.destroy();")
  private static native void destroy(JSObject device);
}

package dev.hearth.onnx;

import dev.hearth.js.Mutex;
import dev.hearth.js.Promises;
import dev.hearth.js.ProviderProbes;
import dev.hearth.js.TypedArrays;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.onnx.jso.Ort;
import dev.hearth.onnx.jso.OrtExecutionProvider;
import dev.hearth.onnx.jso.OrtExternalData;
import dev.hearth.onnx.jso.OrtInferenceSession;
import dev.hearth.onnx.jso.OrtSessionOptions;
import dev.hearth.onnx.jso.OrtTensor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/**
 * Makes sessions on onnxruntime-web, by the providers {@code wasm}, {@code webgpu}, {@code webgl}
 * and {@code webnn}. Nothing is downloaded before the first session, and then only what its
 * provider needs.
 *
 * <p>One factory a worker. It serves one call at a time, whichever of its sessions it is for: calls
 * on a GPU that overlap block the worker for ever. Once a call has ended in TIMEOUT, every later
 * one does.
 */
public final class OrtSessionFactory implements SessionFactory {
  private static final String WEBGPU = "webgpu";
  private static final String WEBGL = "webgl";
  private static final int LIMIT_MILLIS = 60_000;
  private static final int ERRORS_ONLY = 3;

  /** Held during every call into the runtime that can suspend. */
  final Mutex lock = new Mutex();

  private final OrtModules modules;
  private final int createLimitMillis;
  private final int runLimitMillis;
  private @Nullable GpuDevice gpu;
  private Device lastUsed = Device.CPU;
  private final List<OrtTensor> unwanted = new ArrayList<>();
  private boolean working;
  private boolean unresponsive;

  /**
   * Makes a factory that waits a minute for a session and for a run.
   *
   * @param vendorUrl the site's folder of runtimes, with {@code runtimes.json}; ends with a slash
   * @param threads threads of the wasm provider, where the page is cross-origin isolated
   */
  public OrtSessionFactory(String vendorUrl, int threads) {
    this(vendorUrl, threads, LIMIT_MILLIS, LIMIT_MILLIS);
  }

  /**
   * Makes a factory.
   *
   * @param createLimitMillis how long the runtime may take to make a session, downloads aside
   * @param runLimitMillis how long a run may take
   */
  public OrtSessionFactory(
      String vendorUrl, int threads, int createLimitMillis, int runLimitMillis) {
    modules = new OrtModules(vendorUrl, threads);
    this.createLimitMillis = createLimitMillis;
    this.runLimitMillis = runLimitMillis;
  }

  @Override
  public List<String> providers() {
    return ModelRuntime.ONNX.providers();
  }

  @Override
  public ProviderSupport support(String provider) {
    ProviderSupport wasm = ProviderProbes.wasm();
    if (!wasm.available() && !provider.equals(WEBGL)) {
      return wasm;
    }
    return switch (provider) {
      case "wasm" -> wasm;
      case WEBGPU -> ProviderProbes.webGpu();
      case WEBGL -> ProviderProbes.webGl();
      case "webnn" -> ProviderProbes.webNn();
      default -> ProviderSupport.no("onnxruntime-web has no provider " + provider);
    };
  }

  @Override
  public OrtSession create(ModelFiles files, String provider) {
    return createInTurn(files, provider, false);
  }

  /**
   * Loads a model on WebGPU whose outputs stay in the GPU's memory, where {@link
   * OrtSession#runOnDevice} leaves them. Outputs of types the GPU does not hold come to the CPU.
   *
   * @throws InferenceException as {@link #create}
   */
  public OrtSession createOnDevice(ModelFiles files) {
    return createInTurn(files, WEBGPU, true);
  }

  /**
   * Returns what turns pictures into tensors on the GPU that sessions on WebGPU use. Ask again once
   * a GPU was lost.
   *
   * @throws InferenceException PROVIDER_UNAVAILABLE if there is no WebGPU
   */
  public GpuPictures pictures(GpuPictures.Config config) {
    lock.enter();
    try {
      return new GpuPictures(this, module(WEBGPU), gpu(), config);
    } finally {
      lock.leave();
    }
  }

  /**
   * Loses the GPU device or context of the last session made, as a driver's crash would: for tests.
   * Its runs end in DEVICE_LOST, the one in progress, too; the next session gets a fresh one.
   *
   * @throws IllegalStateException if the last session is not on a GPU
   */
  public void loseDevice() {
    lastUsed.lose();
  }

  private OrtSession createInTurn(ModelFiles files, String provider, boolean onDevice) {
    lock.enter();
    try {
      return create(files, provider, onDevice);
    } finally {
      lock.leave();
    }
  }

  private OrtSession create(ModelFiles files, String provider, boolean onDevice) {
    checkResponsive();
    if (lastUsed instanceof GlContext && !lastUsed.lost().isEmpty()) {
      modules.drop(WEBGL);
      lastUsed = Device.CPU;
    }
    byte[] model = files.bytes(files.mainPath());
    OrtSessionOptions options = OrtSessionOptions.create();
    options.setLogSeverityLevel(ERRORS_ONLY);
    options.setExternalData(externalData(files));
    if (onDevice) {
      options.setPreferredOutputLocation(onGpu(model));
    }
    OrtExecutionProvider chosen = OrtExecutionProvider.create();
    chosen.setName(provider);
    options.setExecutionProviders(JSArray.of(chosen));
    Device device = Device.CPU;
    if (provider.equals(WEBGPU)) {
      GpuDevice fresh = gpu();
      chosen.setDevice(fresh.object());
      device = fresh;
    }
    Ort ort = module(provider);
    OrtInferenceSession session = start(ort, model, options, provider, device);
    if (provider.equals(WEBGL)) {
      device = new GlContext(ort.getEnv().getWebgl().getContext());
    }
    lastUsed = device;
    try {
      return new OrtSession(this, ort, device, session, model);
    } catch (InferenceException e) {
      awaitRelease(session.release());
      throw e;
    }
  }

  private OrtInferenceSession start(
      Ort ort, byte[] model, OrtSessionOptions options, String provider, Device device) {
    try {
      return await(
          ort.getInferenceSession().create(TypedArrays.unsigned(model), options),
          createLimitMillis,
          "onnxruntime-web could not load the model",
          device);
    } catch (InferenceException e) {
      // What a failed start leaves behind makes every later one fail.
      if (e.code() == Code.PROVIDER_UNAVAILABLE || e.getMessage().contains("WebGPU EP")) {
        modules.drop(moduleName(provider));
      }
      throw e;
    } finally {
      ort.getEnv().getWasm().deleteWasmBinary();
    }
  }

  private Ort module(String provider) {
    return modules.load(moduleName(provider));
  }

  private static String moduleName(String provider) {
    return switch (provider) {
      case "wasm", WEBGL -> provider;
      case WEBGPU, "webnn" -> ProviderProbes.hasJspi() ? "jspi" : "asyncify";
      default ->
          throw new InferenceException(
              Code.PROVIDER_UNAVAILABLE,
              "Expected a provider of onnxruntime-web (wasm, webgpu, webgl or webnn), found "
                  + provider);
    };
  }

  private GpuDevice gpu() {
    GpuDevice device = gpu;
    if (device == null || !device.lost().isEmpty()) {
      device = GpuDevice.request();
      gpu = device;
    }
    return device;
  }

  /** Waits for a run of one of the sessions. */
  <T extends JSObject> T awaitRun(JSPromise<T> promise, Device device) {
    T value = await(promise, runLimitMillis, "onnxruntime-web could not run the model", device);
    if (!device.lost().isEmpty()) {
      throw OrtErrors.lost(device);
    }
    return value;
  }

  /** Waits until a session is gone; one on a lost device goes as well. */
  void awaitRelease(JSPromise<JSUndefined> promise) {
    await(promise, runLimitMillis, "onnxruntime-web could not release the model", Device.CPU);
  }

  private <T extends JSObject> T await(
      JSPromise<T> promise, int limitMillis, String failure, Device device) {
    working = true;
    try {
      return Promises.await(
          promise,
          limitMillis,
          "an answer of onnxruntime-web",
          e -> OrtErrors.translate(e, failure, device));
    } catch (InferenceException e) {
      unresponsive |= e.code() == Code.TIMEOUT;
      throw e;
    } finally {
      working = false;
      for (OrtTensor tensor : unwanted) {
        tensor.dispose();
      }
      unwanted.clear();
    }
  }

  /**
   * Disposes of a tensor, after the call in progress if there is one. Without a lock: what cannot
   * suspend cannot wait for one either.
   */
  void dispose(OrtTensor tensor) {
    if (working) {
      unwanted.add(tensor);
    } else {
      tensor.dispose();
    }
  }

  boolean isResponsive() {
    return !unresponsive;
  }

  /** Throws TIMEOUT if the runtime once did not answer: what it does now is anyone's guess. */
  void checkResponsive() {
    if (unresponsive) {
      throw new InferenceException(
          Code.TIMEOUT,
          "Expected another worker, since onnxruntime-web did not answer in this one");
    }
  }

  private static JSMapLike<JSString> onGpu(byte[] model) {
    JSMapLike<JSString> out = JSObjects.create();
    for (TensorInfo output : GraphSignature.of(model).outputs()) {
      if (isHeldByGpu(output.type())) {
        out.set(output.name(), JSString.valueOf("gpu-buffer"));
      }
    }
    return out;
  }

  private static boolean isHeldByGpu(ElementType type) {
    return switch (type) {
      case FLOAT32, FLOAT16, INT32, INT64, UINT32, UINT8, BOOL -> true;
      default -> false;
    };
  }

  private static JSArray<OrtExternalData> externalData(ModelFiles files) {
    JSArray<OrtExternalData> out = new JSArray<>();
    for (String path : files.paths()) {
      if (!path.equals(files.mainPath())) {
        OrtExternalData data = OrtExternalData.create();
        data.setPath(path);
        data.setData(TypedArrays.unsigned(files.bytes(path)));
        out.push(data);
      }
    }
    return out;
  }
}

package dev.hearth.onnx;

import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import dev.hearth.js.TypedArrays;
import dev.hearth.onnx.jso.Ort;
import dev.hearth.onnx.jso.OrtExternalData;
import dev.hearth.onnx.jso.OrtInferenceSession;
import dev.hearth.onnx.jso.OrtSessionOptions;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/**
 * Makes sessions on onnxruntime-web.
 *
 * <p>One factory a worker, one call at a time: the runtime has a single wasm instance, and its
 * failed start is permanent for the worker.
 */
public final class OrtSessionFactory implements SessionFactory {
  private final String moduleUrl;
  private final int threads;
  private @Nullable Ort ort;

  /**
   * Makes a factory; nothing is downloaded before the first session.
   *
   * @param moduleUrl the address of ort.wasm.min.mjs, with its wasm files beside it
   * @param threads threads of the wasm provider; more than 1 needs a cross-origin isolated page
   */
  public OrtSessionFactory(String moduleUrl, int threads) {
    this.moduleUrl = moduleUrl;
    this.threads = threads;
  }

  @Override
  public ProviderSupport support(String provider) {
    return provider.equals("wasm")
        ? ProviderSupport.yes()
        : ProviderSupport.no("This site does not carry " + provider);
  }

  @Override
  public InferenceSession create(ModelFiles files, String provider) {
    if (!provider.equals("wasm")) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Expected a provider of onnxruntime-web that this site carries (wasm), found "
              + provider);
    }
    Ort module = load();
    OrtSessionOptions options = OrtSessionOptions.create();
    options.setExecutionProviders(JSArray.of(JSString.valueOf(provider)));
    options.setExternalData(externalData(files));
    OrtInferenceSession session =
        Promises.await(
            module
                .getInferenceSession()
                .create(TypedArrays.unsigned(files.bytes(files.mainPath())), options),
            e -> translate(e, "onnxruntime-web could not load the model"));
    return new OrtSession(module, session);
  }

  private Ort load() {
    Ort loaded = ort;
    if (loaded == null) {
      loaded = Promises.await(Ort.load(moduleUrl), this::notLoaded);
      loaded.getEnv().setLogLevel("error");
      loaded.getEnv().getWasm().setNumThreads(threads);
      ort = loaded;
    }
    return loaded;
  }

  private InferenceException notLoaded(JsException e) {
    return new InferenceException(
        Code.PROVIDER_UNAVAILABLE,
        "Expected onnxruntime-web at " + moduleUrl + ": " + e.getMessage(),
        e);
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

  /** The runtime has no error codes to rely on: its sentences are all there is. */
  static InferenceException translate(JsException e, String what) {
    String message = e.getMessage();
    Code code = Code.RUNTIME_FAILED;
    if (message.contains("bad_alloc") || message.contains("out of memory")) {
      code = Code.OUT_OF_MEMORY;
    } else if (message.contains("no available backend")) {
      code = Code.PROVIDER_UNAVAILABLE;
    } else if (message.contains("NOT_IMPLEMENTED")
        || message.contains("is not a registered function/op")
        || message.contains("Could not find an implementation")) {
      code = Code.UNSUPPORTED_OPERATOR;
    }
    return new InferenceException(code, what + ": " + message, e);
  }
}

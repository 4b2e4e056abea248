package dev.hearth.tfjs;

import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import dev.hearth.js.TypedArrays;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.tfjs.jso.Tf;
import dev.hearth.tfjs.jso.TfIoHandler;
import dev.hearth.tfjs.jso.TfLayers;
import dev.hearth.tfjs.jso.TfModel;
import dev.hearth.tfjs.jso.TfModelArtifacts;
import dev.hearth.tfjs.jso.TfModelJson;
import dev.hearth.tfjs.jso.TfWeightsManifestEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;

/**
 * Makes sessions of one model on TensorFlow.js.
 *
 * <p>One factory a worker, one call at a time: TensorFlow.js has one backend in use at a time.
 */
public final class TfjsSessionFactory implements SessionFactory {
  private final String folderUrl;
  private final boolean layersModel;
  private @Nullable Tf tf;
  private @Nullable TfjsSession first;

  /**
   * Makes a factory; nothing is downloaded before the first session.
   *
   * @param folderUrl the address of the folder of tfjs.js, layers.js and the backends, with a slash
   * @param layersModel true for layers models, false for graph models
   */
  public TfjsSessionFactory(String folderUrl, boolean layersModel) {
    this.folderUrl = folderUrl;
    this.layersModel = layersModel;
  }

  @Override
  public List<String> providers() {
    return ModelRuntime.TFJS_GRAPH.providers();
  }

  @Override
  public ProviderSupport support(String provider) {
    return provider.equals("webgpu") ? ProviderSupport.no("not yet merged") : ProviderSupport.yes();
  }

  /**
   * {@inheritDoc}
   *
   * @param provider a TensorFlow.js backend: wasm, webgl or cpu
   */
  @Override
  public ProviderSupport support(String provider) {
    return ProviderSupport.yes();
  }

  @Override
  public InferenceSession create(ModelFiles files, String provider) {
    Tf module = start(provider);
    TfIoHandler handler = module.getIo().fromMemory(artifacts(files));
    TfModel model =
        Promises.await(
            layersModel ? layers().loadLayersModel(handler) : module.loadGraphModel(handler),
            e -> translate(e, "TensorFlow.js could not load the model"));
    TfjsSession session = new TfjsSession(module, model, first);
    first = session;
    return session;
  }

  private Tf start(String backend) {
    if (!backend.equals("wasm") && !backend.equals("webgl") && !backend.equals("cpu")) {
      throw unavailable("one of wasm, webgl and cpu", backend, null);
    }
    Tf module = tf;
    if (module == null) {
      module = load("tfjs.js");
      tf = module;
    }
    load("backend-" + backend + ".js");
    // It falls back in silence: only this answer and the name tell.
    boolean started =
        Promises.await(module.setBackend(backend), e -> notLoaded(backend, e)).booleanValue();
    if (!started || !module.getBackend().equals(backend)) {
      throw unavailable(backend + " to start in this browser", "it did not", null);
    }
    return module;
  }

  private Tf load(String file) {
    return Promises.await(Tf.load(folderUrl + file), e -> notLoaded(file, e));
  }

  private TfLayers layers() {
    return Promises.await(TfLayers.load(folderUrl + "layers.js"), e -> notLoaded("layers.js", e));
  }

  private static InferenceException notLoaded(String what, JsException e) {
    return unavailable("TensorFlow.js with " + what, e.getMessage(), e);
  }

  private static InferenceException unavailable(
      String expected, String found, @Nullable JsException cause) {
    return new InferenceException(
        Code.PROVIDER_UNAVAILABLE, "Expected " + expected + ", found " + found, cause);
  }

  private static TfModelArtifacts artifacts(ModelFiles files) {
    TfModelJson json = TfModelJson.parse(TypedArrays.unsigned(files.bytes(files.mainPath())));
    JSArray<JSObject> specs = new JSArray<>();
    int size = 0;
    JSArrayReader<TfWeightsManifestEntry> groups = json.getWeightsManifest();
    for (int i = 0; i < groups.getLength(); i++) {
      JSArrayReader<JSObject> weights = groups.get(i).getWeights();
      for (int j = 0; j < weights.getLength(); j++) {
        specs.push(weights.get(j));
      }
      JSArrayReader<JSString> paths = groups.get(i).getPaths();
      for (int j = 0; j < paths.getLength(); j++) {
        size += files.bytes(paths.get(j).stringValue()).length;
      }
    }
    byte[] data = new byte[size];
    int offset = 0;
    for (int i = 0; i < groups.getLength(); i++) {
      JSArrayReader<JSString> paths = groups.get(i).getPaths();
      for (int j = 0; j < paths.getLength(); j++) {
        byte[] part = files.bytes(paths.get(j).stringValue());
        System.arraycopy(part, 0, data, offset, part.length);
        offset += part.length;
      }
    }
    return TfModelArtifacts.create(json, specs, TypedArrays.unsigned(data).getBuffer());
  }

  /** TensorFlow.js has no error codes: its sentences are all there is. */
  static InferenceException translate(JsException e, String what) {
    String message = e.getMessage();
    Code code = Code.RUNTIME_FAILED;
    if (message.contains("memory")) {
      code = Code.OUT_OF_MEMORY;
    } else if (message.contains("not registered for the backend")
        || message.contains("Unknown op")
        || message.contains("Unknown layer")
        || message.contains("is not implemented")) {
      code = Code.UNSUPPORTED_OPERATOR;
    }
    return new InferenceException(code, what + ": " + message, e);
  }
}

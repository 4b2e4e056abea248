package dev.hearth.tfjs;

import dev.hearth.js.Mutex;
import dev.hearth.js.ProviderProbes;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.tfjs.jso.Tf;
import dev.hearth.tfjs.jso.TfMemoryInfo;
import dev.hearth.tfjs.jso.TfModel;
import dev.hearth.tfjs.jso.TfModelJson;
import java.util.List;

/**
 * Makes sessions on TensorFlow.js: of graph models and of layers models, on the backends webgpu,
 * webgl, wasm and cpu.
 *
 * <p>One factory a worker: TensorFlow.js has one backend in use at a time, and the factory and its
 * sessions change it as they need. A session whose device is lost fails with DEVICE_LOST from then
 * on; the next one that is made on the same backend starts it anew.
 */
public final class TfjsSessionFactory implements SessionFactory {
  private static final int DEFAULT_LIMIT_MS = 60_000;

  private final Mutex lock = new Mutex();
  private final TfjsRuntime runtime;

  /**
   * Makes a factory that waits a minute for each answer.
   *
   * @see #TfjsSessionFactory(String, int, int)
   */
  public TfjsSessionFactory(String folderUrl, int threads) {
    this(folderUrl, threads, DEFAULT_LIMIT_MS);
  }

  /**
   * Makes a factory; nothing is downloaded before the first session.
   *
   * @param folderUrl the address of the folder of tfjs.js, layers.js and the backends, with a
   *     slash; runtimes.json is in the folder above
   * @param threads threads of the wasm backend; more than 1 needs a cross-origin isolated page
   * @param limitMs how long to wait for any one answer of TensorFlow.js, in milliseconds
   */
  public TfjsSessionFactory(String folderUrl, int threads, int limitMs) {
    runtime = new TfjsRuntime(folderUrl, threads, limitMs);
  }

  @Override
  public List<String> providers() {
    return ModelRuntime.TFJS_GRAPH.providers();
  }

  @Override
  public ProviderSupport support(String provider) {
    return switch (provider) {
      case "webgpu" -> ProviderProbes.webGpu();
      case "webgl" -> ProviderProbes.webGl();
      case "wasm" -> ProviderProbes.wasm();
      case "cpu" -> ProviderSupport.yes();
      default -> ProviderSupport.no("TensorFlow.js has no backend " + provider);
    };
  }

  /**
   * {@inheritDoc}
   *
   * @throws InferenceException PROVIDER_UNAVAILABLE if the backend does not start, or its files are
   *     not those of its version
   */
  @Override
  public TfjsSession create(ModelFiles files, String provider) {
    lock.enter();
    try {
      return load(files, provider);
    } finally {
      lock.leave();
    }
  }

  private TfjsSession load(ModelFiles files, String provider) {
    TfjsBackend backend = runtime.start(provider);
    TfModelJson json = TfjsLoader.json(files);
    boolean graph = TfModelJson.isGraph(json);
    TfModel model =
        graph
            ? TfjsLoader.graphModel(backend, json, files)
            : TfjsLoader.layersModel(backend, runtime.layers(), json, files);
    try {
      return new TfjsSession(lock, backend, model, graph);
    } catch (InferenceException e) {
      model.dispose();
      throw e;
    }
  }

  /**
   * Returns what makes input tensors of pictures in the memory of a backend, webgpu or webgl.
   *
   * @throws InferenceException as {@link #create}
   */
  public TfjsPictures pictures(String provider, TfjsPictures.Options options) {
    lock.enter();
    try {
      return new TfjsPictures(lock, runtime.start(provider), options);
    } finally {
      lock.leave();
    }
  }

  /** Returns what TensorFlow.js holds now, on all backends together. */
  public TfjsMemory memory() {
    Tf tf = runtime.tf();
    if (tf == null) {
      return new TfjsMemory(0, 0);
    }
    TfMemoryInfo info = tf.memory();
    return new TfjsMemory(info.getNumTensors(), info.getNumBytes());
  }

  /**
   * Loses the device of a backend, as a driver does, for tests: destroys the GPUDevice of webgpu,
   * the context of webgl.
   *
   * @throws IllegalArgumentException if no session was made on webgpu or webgl, whichever is named
   */
  public void loseDevice(String provider) {
    TfjsBackend backend = runtime.started(provider);
    if (backend == null || !provider.startsWith("webg")) {
      throw new IllegalArgumentException(
          "Expected webgpu or webgl with a session made on it, found " + provider);
    }
    backend.loseDevice();
  }
}

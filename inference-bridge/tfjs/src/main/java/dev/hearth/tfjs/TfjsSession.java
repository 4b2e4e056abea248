package dev.hearth.tfjs;

import dev.hearth.js.Mutex;
import dev.hearth.runtime.DeviceSession;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import dev.hearth.tfjs.jso.Tf;
import dev.hearth.tfjs.jso.TfModel;
import dev.hearth.tfjs.jso.TfTensor;
import dev.hearth.tfjs.jso.TfTensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/**
 * A model in TensorFlow.js.
 *
 * <p>Inputs and outputs have the names of their graph nodes, or of their tensors in a layers model,
 * in the order of the model's signature. Every tensor a run makes is disposed of before it returns,
 * but for those that {@link #runOnDevice} hands out. Feeds are shared with TensorFlow.js, not
 * copied.
 */
public final class TfjsSession implements DeviceSession {
  private final Mutex lock;
  private final TfjsBackend backend;
  private final TfjsPorts inputs = new TfjsPorts();
  private final TfjsPorts outputs = new TfjsPorts();
  private String way;
  private @Nullable TfModel model;

  /**
   * Makes a session.
   *
   * @param lock the factory's, which lets one call at a time through
   * @param model the model, which is the session's from now on
   */
  TfjsSession(Mutex lock, TfjsBackend backend, TfModel model, boolean graph) {
    this.lock = lock;
    this.backend = backend;
    way = graph ? "execute" : "predict";
    this.model = model;
    for (int i = 0; i < model.getInputs().getLength(); i++) {
      if (!graph || !isResource(model, i)) {
        add(inputs, model.getInputs().get(i));
      }
    }
    for (int i = 0; i < model.getOutputs().getLength(); i++) {
      add(outputs, model.getOutputs().get(i));
    }
  }

  @Override
  public List<TensorInfo> inputs() {
    return inputs.infos();
  }

  @Override
  public List<TensorInfo> outputs() {
    return outputs.infos();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> feeds) {
    return run(feeds, Map.of());
  }

  /**
   * Runs the model with some of its feeds in the backend's memory already.
   *
   * @param feeds a tensor for every other input
   * @param onDevice tensors of sessions of the same factory and backend, by name of the input; they
   *     stay open
   * @return a tensor for every output, as {@link #run(Map)}
   */
  public Map<String, Tensor> run(Map<String, Tensor> feeds, Map<String, DeviceTensor> onDevice) {
    lock.enter();
    try {
      JSArrayReader<TfTensor> results = execute(feeds, onDevice, false);
      try {
        TfjsValues values = TfjsValues.read(backend, results);
        Map<String, Tensor> out = new LinkedHashMap<>();
        for (int i = 0; i < results.getLength(); i++) {
          String name = outputs.infos().get(i).name();
          out.put(name, values.tensor(i, name));
        }
        return out;
      } finally {
        dispose(results);
      }
    } finally {
      lock.leave();
    }
  }

  @Override
  public Map<String, DeviceTensor> runOnDevice(Map<String, ?> given) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    Map<String, DeviceTensor> onDevice = new LinkedHashMap<>();
    for (Map.Entry<String, ?> feed : given.entrySet()) {
      if (feed.getValue() instanceof DeviceTensor there) {
        onDevice.put(feed.getKey(), there);
      } else {
        feeds.put(feed.getKey(), (Tensor) feed.getValue());
      }
    }
    lock.enter();
    try {
      // Copied, because a result may be one of the feeds.
      JSArrayReader<TfTensor> results = execute(feeds, onDevice, true);
      Map<String, DeviceTensor> out = new LinkedHashMap<>();
      for (int i = 0; i < results.getLength(); i++) {
        out.put(outputs.infos().get(i).name(), new TfjsDeviceTensor(lock, backend, results.get(i)));
      }
      return out;
    } finally {
      lock.leave();
    }
  }

  @Override
  public void close() {
    lock.enter();
    try {
      TfModel open = model;
      model = null;
      if (open != null) {
        open.dispose();
      }
    } finally {
      lock.leave();
    }
  }

  private JSArrayReader<TfTensor> execute(
      Map<String, Tensor> feeds, Map<String, DeviceTensor> onDevice, boolean copied) {
    TfModel open = model;
    if (open == null) {
      throw new IllegalStateException("Expected an open session, found a closed one");
    }
    JSArray<JSObject> arguments = arguments(feeds, onDevice);
    backend.use();
    String failed = "TensorFlow.js could not run the model";
    if (way.equals("execute")) {
      // A graph with control flow says so at its first run.
      JSObject results = backend.await(execute(backend.tf(), open, way, arguments, copied), failed);
      if (!isControlFlow(results)) {
        return arrayOf(results);
      }
      way = "executeAsync";
    }
    return arrayOf(backend.await(execute(backend.tf(), open, way, arguments, copied), failed));
  }

  private JSArray<JSObject> arguments(
      Map<String, Tensor> feeds, Map<String, DeviceTensor> onDevice) {
    (onDevice.isEmpty() ? inputs : inputs.without(onDevice.keySet())).check(feeds);
    JSArray<JSObject> out = new JSArray<>();
    for (TensorInfo input : inputs.infos()) {
      Tensor feed = feeds.get(input.name());
      DeviceTensor held = onDevice.get(input.name());
      if (feed != null) {
        out.push(TfjsValues.arguments(feed));
      } else if (held != null) {
        out.push(inputs.device(input, held, backend));
      }
    }
    return out;
  }

  private static void add(TfjsPorts ports, TfTensorInfo info) {
    List<Dimension> dimensions = null;
    if (TfTensorInfo.hasShape(info)) {
      dimensions = new ArrayList<>();
      JSArrayReader<JSObject> shape = info.getShape();
      for (int i = 0; i < shape.getLength(); i++) {
        int size = TfTensorInfo.size(shape.get(i));
        dimensions.add(size < 0 ? Dimension.free("dim_" + i) : Dimension.fixed(size));
      }
    }
    ports.add(TfTensorInfo.name(info), TfTensorInfo.dtype(info), dimensions);
  }

  // A table's handle comes with the graph; nobody feeds it.
  @JSBody(
      params = {"model", "index"},
      script =
          "const entries = model.modelSignature && model.modelSignature.inputs;"
              + "const entry = entries && entries[model.inputNodes[index]];"
              + "return !!entry && entry.resourceId != null;")
  private static native boolean isResource(TfModel model, int index);

  // The results are the caller's own: a weight or a feed among them is cloned; an element of a
  // list,
  // which is kept too, is not. In executeAsync a scope takes what a failure would leave behind, but
  // never the handles that stay with the model.
  @JSBody(
      params = {"tf", "model", "way", "feeds", "copied"},
      script =
          "const made = [];"
              + "let inputs;"
              + "return Promise.resolve().then(() => {"
              + "  inputs = feeds.map(feed => {"
              + "    if (!Array.isArray(feed)) return feed;"
              + "    const values = copied ? feed[0].slice() : feed[0];"
              + "    return made[made.push(tf.tensor(values, feed[1], feed[2])) - 1];"
              + "  });"
              + "  if (way != 'executeAsync') {"
              + "    return model[way](inputs.length == 1 ? inputs[0] : inputs);"
              + "  }"
              + "  const engine = tf.engine();"
              + "  const end = results => {"
              + "    Object.values(model.resourceIdToCapturedInput || {})"
              + "        .forEach(handle => tf.keep(handle));"
              + "    engine.endScope(results);"
              + "    return results;"
              + "  };"
              + "  engine.startScope();"
              + "  return model.executeAsync(inputs).then(end, e => { end([]); throw e; });"
              + "}).then(results => [].concat(results).map(result => {"
              + "    const stays = inputs.includes(result) || result.kept && (way != 'executeAsync'"
              + "        || Object.values(model.weights).flat().includes(result));"
              + "    return stays ? result.clone() : result;"
              + "  }),"
              + "  e => {"
              + "    if (way == 'execute' && ('' + e.message).includes('executeAsync')) return null;"
              + "    throw e;"
              + "}).finally(() => made.forEach(tensor => tensor.dispose()));")
  private static native JSPromise<JSObject> execute(
      Tf tf, TfModel model, String way, JSArray<JSObject> feeds, boolean copied);

  @JSBody(params = "results", script = "return results === null;")
  private static native boolean isControlFlow(JSObject results);

  @JSBody(params = "results", script = "return results;")
  private static native JSArrayReader<TfTensor> arrayOf(JSObject results);

  private static void dispose(JSArrayReader<TfTensor> tensors) {
    for (int i = 0; i < tensors.getLength(); i++) {
      tensors.get(i).dispose();
    }
  }
}

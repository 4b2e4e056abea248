package dev.hearth.tfjs;

import dev.hearth.js.Promises;
import dev.hearth.js.TypedArrays;
import dev.hearth.runtime.Feeds;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.ElementType;
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
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.typedarrays.TypedArray;

/** A model in TensorFlow.js. Every tensor a run makes is disposed of before it returns. */
final class TfjsSession implements InferenceSession {
  private final Tf tf;
  private final List<TensorInfo> inputs;
  private final List<TensorInfo> outputs;
  private final boolean checkable;
  private @Nullable TfModel model;

  /**
   * Makes a session.
   *
   * @param first an earlier session of the same model, or null: TensorFlow.js gives a layers model
   *     other tensor names each time it is loaded, so the first ones stay
   */
  TfjsSession(Tf tf, TfModel model, @Nullable TfjsSession first) {
    this.tf = tf;
    this.model = model;
    checkable = allHaveShapes(model.getInputs());
    inputs = first == null ? infos(model.getInputs()) : first.inputs;
    outputs = first == null ? infos(model.getOutputs()) : first.outputs;
  }

  @Override
  public List<TensorInfo> inputs() {
    return inputs;
  }

  @Override
  public List<TensorInfo> outputs() {
    return outputs;
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> feeds) {
    TfModel open = model;
    if (open == null) {
      throw new IllegalStateException("Expected an open session, found a closed one");
    }
    if (checkable) {
      Feeds.check(inputs, feeds);
    }
    JSArray<TfTensor> tensors = new JSArray<>();
    for (TensorInfo input : inputs) {
      tensors.push(tensor(input, feeds));
    }
    try {
      return fetches(execute(open, tensors));
    } finally {
      dispose(tensors);
    }
  }

  @Override
  public void close() {
    TfModel open = model;
    model = null;
    if (open != null) {
      open.dispose();
    }
  }

  private TfTensor tensor(TensorInfo input, Map<String, Tensor> feeds) {
    Tensor feed = feeds.get(input.name());
    if (feed == null) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a feed for input "
              + input.name()
              + ", found feeds "
              + String.join(", ", feeds.keySet()));
    }
    return tf.tensor(TypedArrays.of(feed), TypedArrays.dims(feed.shape()), feed.type().id());
  }

  private JSArrayReader<TfTensor> execute(TfModel open, JSArray<TfTensor> tensors) {
    return Promises.await(
        TfModel.execute(open, tensors),
        e -> TfjsSessionFactory.translate(e, "TensorFlow.js could not run the model"));
  }

  private Map<String, Tensor> fetches(JSArrayReader<TfTensor> results) {
    Map<String, Tensor> out = new LinkedHashMap<>();
    try {
      for (int i = 0; i < results.getLength(); i++) {
        TfTensor result = results.get(i);
        String name = outputs.get(i).name();
        TypedArray data =
            Promises.await(
                result.data(),
                e -> TfjsSessionFactory.translate(e, "TensorFlow.js lost an output"));
        out.put(
            name,
            TypedArrays.tensor(
                name, result.getDtype(), TypedArrays.shape(result.getShape()), data));
      }
    } finally {
      dispose(results);
    }
    return out;
  }

  private static void dispose(JSArrayReader<TfTensor> tensors) {
    for (int i = 0; i < tensors.getLength(); i++) {
      tensors.get(i).dispose();
    }
  }

  private static boolean allHaveShapes(JSArrayReader<TfTensorInfo> infos) {
    for (int i = 0; i < infos.getLength(); i++) {
      if (!TfTensorInfo.hasShape(infos.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<TensorInfo> infos(JSArrayReader<TfTensorInfo> infos) {
    List<TensorInfo> out = new ArrayList<>();
    for (int i = 0; i < infos.getLength(); i++) {
      TfTensorInfo info = infos.get(i);
      String dtype = TfTensorInfo.dtype(info);
      // A graph gives no type to most outputs; what comes out is looked at when it does.
      ElementType type = dtype.isEmpty() ? ElementType.FLOAT32 : ElementType.of(dtype);
      out.add(new TensorInfo(info.getName(), type, dimensions(info)));
    }
    return out;
  }

  private static List<Dimension> dimensions(TfTensorInfo info) {
    List<Dimension> out = new ArrayList<>();
    if (TfTensorInfo.hasShape(info)) {
      JSArrayReader<JSObject> shape = info.getShape();
      for (int i = 0; i < shape.getLength(); i++) {
        int size = TfTensorInfo.size(shape.get(i));
        out.add(size < 0 ? Dimension.free("dim_" + i) : Dimension.fixed(size));
      }
    }
    return out;
  }
}

package dev.hearth.tfjs;

import dev.hearth.js.TypedArrays;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tfjs.jso.TfTensor;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** The elements of tensors, on their way into TensorFlow.js and out of it. */
final class TfjsValues {
  private final JSArrayReader<TfTensor> tensors;
  private final JSArrayReader<JSObject> data;

  private TfjsValues(JSArrayReader<TfTensor> tensors, JSArrayReader<JSObject> data) {
    this.tensors = tensors;
    this.data = data;
  }

  /** Reads tensors of a backend, which stay their owner's. */
  static TfjsValues read(TfjsBackend backend, JSArrayReader<TfTensor> tensors) {
    return new TfjsValues(
        tensors,
        backend.await(
            data(tensors, !backend.readsCopies()), "TensorFlow.js could not read its results"));
  }

  /** Returns one of them; its elements are the caller's own. */
  Tensor tensor(int index, String name) {
    TfTensor tensor = tensors.get(index);
    Shape shape = TypedArrays.shape(tensor.getShape());
    if (type(name, tensor.getDtype()) == ElementType.STRING) {
      @SuppressWarnings("unchecked")
      JSArrayReader<JSString> texts = (JSArrayReader<JSString>) data.get(index);
      String[] values = new String[texts.getLength()];
      for (int i = 0; i < values.length; i++) {
        values[i] = texts.get(i).stringValue();
      }
      return StringTensor.of(shape, values);
    }
    return TypedArrays.tensor(name, tensor.getDtype(), shape, data.get(index));
  }

  /**
   * Returns the element type TensorFlow.js names.
   *
   * @throws InferenceException UNSUPPORTED_OPERATOR for complex numbers
   */
  static ElementType type(String tensor, String dtype) {
    if (dtype.equals("complex64")) {
      throw new InferenceException(
          Code.UNSUPPORTED_OPERATOR,
          "Expected " + tensor + " of float32, int32, bool or string, found complex numbers");
    }
    return ElementType.of(dtype);
  }

  /** Returns the arguments of {@code tf.tensor} for a tensor, whose elements are shared. */
  static JSObject arguments(Tensor tensor) {
    JSObject values;
    if (tensor instanceof StringTensor strings) {
      JSArray<JSString> texts = new JSArray<>();
      for (String text : strings.values()) {
        texts.push(JSString.valueOf(text));
      }
      values = texts;
    } else {
      values = TypedArrays.of(tensor);
    }
    return arguments(values, TypedArrays.dims(tensor.shape()), tensor.type().id());
  }

  @JSBody(
      params = {"values", "shape", "dtype"},
      script = "return [values, shape, dtype];")
  private static native JSObject arguments(
      JSObject values, JSArrayReader<JSNumber> shape, String dtype);

  // Other backends than wasm may answer with the memory of a weight or of a feed.
  @JSBody(
      params = {"tensors", "copied"},
      script =
          "return Promise.all(tensors.map(tensor =>"
              + "    tensor.data().then(data => copied ? data.slice() : data)));")
  private static native JSPromise<JSArrayReader<JSObject>> data(
      JSArrayReader<TfTensor> tensors, boolean copied);
}

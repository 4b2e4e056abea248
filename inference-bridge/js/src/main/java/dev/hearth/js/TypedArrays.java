package dev.hearth.js;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ByteTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.BigInt64Array;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.TypedArray;
import org.teavm.jso.typedarrays.Uint8Array;

/** Java arrays and JavaScript's typed arrays: the same memory under two names. */
public final class TypedArrays {
  private TypedArrays() {}

  /** Returns the elements of a tensor, shared with it. */
  public static TypedArray of(Tensor tensor) {
    if (tensor instanceof FloatTensor floats) {
      return Float32Array.fromJavaArray(floats.values());
    } else if (tensor instanceof IntTensor ints) {
      return Int32Array.fromJavaArray(ints.values());
    } else if (tensor instanceof LongTensor longs) {
      return BigInt64Array.fromJavaArray(longs.values());
    }
    byte[] bytes = ((ByteTensor) tensor).values();
    return tensor.type() == ElementType.INT8 ? Int8Array.fromJavaArray(bytes) : unsigned(bytes);
  }

  /** Returns bytes as a Uint8Array, shared. */
  public static Uint8Array unsigned(byte[] bytes) {
    Int8Array signed = Int8Array.fromJavaArray(bytes);
    return new Uint8Array(signed.getBuffer(), signed.getByteOffset(), signed.getLength());
  }

  /** Returns the bytes any view looks at, shared. */
  public static byte[] bytes(ArrayBufferView view) {
    return new Int8Array(view.getBuffer(), view.getByteOffset(), view.getByteLength())
        .toJavaArray();
  }

  /**
   * Returns a tensor over a typed array, shared.
   *
   * @param name for messages
   * @param type the runtime's name of the element type
   * @throws InferenceException RUNTIME_FAILED if Hearth has no tensor of that type
   */
  public static Tensor tensor(String name, String type, Shape shape, JSObject data) {
    return switch (type) {
      case "float32" -> FloatTensor.of(shape, ((Float32Array) data).toJavaArray());
      case "int32" -> IntTensor.of(shape, ((Int32Array) data).toJavaArray());
      case "int64" -> LongTensor.of(shape, ((BigInt64Array) data).toJavaArray());
      case "int8", "uint8", "bool" ->
          ByteTensor.of(ElementType.of(type), shape, bytes((ArrayBufferView) data));
      default ->
          throw new InferenceException(
              Code.RUNTIME_FAILED,
              "Expected output "
                  + name
                  + " of float32, int32, int64, int8, uint8 or bool, found "
                  + type);
    };
  }

  /** Returns axis sizes as a JavaScript array of numbers. */
  public static JSArray<JSNumber> dims(Shape shape) {
    JSArray<JSNumber> dims = new JSArray<>();
    for (int size : shape.sizes()) {
      dims.push(JSNumber.valueOf(size));
    }
    return dims;
  }

  /** Returns the shape a JavaScript array of numbers names. */
  public static Shape shape(JSArrayReader<JSNumber> dims) {
    int[] sizes = new int[dims.getLength()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = dims.get(i).intValue();
    }
    return Shape.of(sizes);
  }
}

package dev.hearth.js;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ByteTensor;
import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.ShortTensor;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.BigInt64Array;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int16Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.TypedArray;
import org.teavm.jso.typedarrays.Uint16Array;
import org.teavm.jso.typedarrays.Uint32Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** Java arrays and JavaScript's typed arrays: the same memory under two names. */
public final class TypedArrays {
  private TypedArrays() {}

  /**
   * Returns the elements of a tensor of numbers, shared with it: float16 as a Uint16Array, bool and
   * packed four-bit numbers as a Uint8Array, every other type as the array of its name.
   *
   * @throws InferenceException INVALID_INPUT if the elements are text: see {@link #strings}
   */
  public static TypedArray of(Tensor tensor) {
    if (tensor instanceof FloatTensor floats) {
      return Float32Array.fromJavaArray(floats.values());
    } else if (tensor instanceof IntTensor ints) {
      Int32Array signed = Int32Array.fromJavaArray(ints.values());
      return tensor.type() == ElementType.INT32
          ? signed
          : new Uint32Array(signed.getBuffer(), signed.getByteOffset(), signed.getLength());
    } else if (tensor instanceof LongTensor longs) {
      BigInt64Array signed = BigInt64Array.fromJavaArray(longs.values());
      return tensor.type() == ElementType.INT64 ? signed : unsigned(signed);
    } else if (tensor instanceof ByteTensor bytes) {
      return tensor.type() == ElementType.INT8
          ? Int8Array.fromJavaArray(bytes.values())
          : unsigned(bytes.values());
    } else if (tensor instanceof ShortTensor shorts) {
      Int16Array signed = Int16Array.fromJavaArray(shorts.values());
      return tensor.type() == ElementType.INT16
          ? signed
          : new Uint16Array(signed.getBuffer(), signed.getByteOffset(), signed.getLength());
    } else if (tensor instanceof DoubleTensor doubles) {
      return Float64Array.fromJavaArray(doubles.values());
    }
    throw new InferenceException(
        Code.INVALID_INPUT, "Expected a tensor of numbers, found " + tensor.type().id());
  }

  /** Returns texts as an array of JavaScript's strings, a copy. */
  public static JSArray<JSString> strings(StringTensor tensor) {
    JSArray<JSString> out = new JSArray<>();
    for (String text : tensor.values()) {
      out.push(JSString.valueOf(text));
    }
    return out;
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
   * Returns a tensor over a typed array, shared; over an array of strings, a copy.
   *
   * @param name for messages
   * @param type the runtime's name of the element type
   * @param data the array that {@link #of} gives for the type; for float16 a Float16Array, too
   * @throws InferenceException RUNTIME_FAILED if Hearth has no tensor of that type
   */
  public static Tensor tensor(String name, String type, Shape shape, JSObject data) {
    return tensor(elementType(name, type), shape, data);
  }

  /** Returns a tensor over a typed array as {@link #tensor(String, String, Shape, JSObject)}. */
  @SuppressWarnings("unchecked")
  public static Tensor tensor(ElementType type, Shape shape, JSObject data) {
    return switch (type) {
      case FLOAT32 -> FloatTensor.of(shape, ((Float32Array) data).toJavaArray());
      case FLOAT64 -> DoubleTensor.of(shape, ((Float64Array) data).toJavaArray());
      case INT32 -> IntTensor.of(shape, ((Int32Array) data).toJavaArray());
      case UINT32 -> IntTensor.of(type, shape, ints((ArrayBufferView) data));
      case INT64 -> LongTensor.of(shape, ((BigInt64Array) data).toJavaArray());
      case UINT64 -> LongTensor.of(type, shape, longs((ArrayBufferView) data));
      case FLOAT16, INT16, UINT16 -> ShortTensor.of(type, shape, shorts((ArrayBufferView) data));
      case INT8, UINT8, BOOL, INT4, UINT4 ->
          ByteTensor.of(type, shape, bytes((ArrayBufferView) data));
      case STRING -> StringTensor.of(shape, texts((JSArrayReader<JSString>) data));
    };
  }

  /**
   * Returns the element type of a runtime's name.
   *
   * @param name of the tensor, for messages
   * @throws InferenceException RUNTIME_FAILED if Hearth has no tensor of that type
   */
  public static ElementType elementType(String name, String type) {
    try {
      return ElementType.of(type);
    } catch (IllegalArgumentException e) {
      throw new InferenceException(
          Code.RUNTIME_FAILED, "Tensor " + name + ": " + e.getMessage(), e);
    }
  }

  private static short[] shorts(ArrayBufferView view) {
    return new Int16Array(view.getBuffer(), view.getByteOffset(), view.getLength()).toJavaArray();
  }

  private static int[] ints(ArrayBufferView view) {
    return new Int32Array(view.getBuffer(), view.getByteOffset(), view.getLength()).toJavaArray();
  }

  private static long[] longs(ArrayBufferView view) {
    return new BigInt64Array(view.getBuffer(), view.getByteOffset(), view.getLength())
        .toJavaArray();
  }

  private static String[] texts(JSArrayReader<JSString> data) {
    String[] out = new String[data.getLength()];
    for (int i = 0; i < out.length; i++) {
      out[i] = data.get(i).stringValue();
    }
    return out;
  }

  @JSBody(
      params = "signed",
      script = "return new BigUint64Array(signed.buffer, signed.byteOffset, signed.length);")
  private static native TypedArray unsigned(BigInt64Array signed);

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

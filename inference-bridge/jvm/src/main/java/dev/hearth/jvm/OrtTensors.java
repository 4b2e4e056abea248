package dev.hearth.jvm;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tensors on their way into ONNX Runtime and out of it. Values are copied both ways. */
final class OrtTensors {
  private static final Map<OnnxJavaType, ElementType> TYPES = new EnumMap<>(OnnxJavaType.class);

  static {
    TYPES.put(OnnxJavaType.FLOAT, ElementType.FLOAT32);
    TYPES.put(OnnxJavaType.INT32, ElementType.INT32);
    TYPES.put(OnnxJavaType.INT64, ElementType.INT64);
    TYPES.put(OnnxJavaType.INT8, ElementType.INT8);
    TYPES.put(OnnxJavaType.UINT8, ElementType.UINT8);
    TYPES.put(OnnxJavaType.BOOL, ElementType.BOOL);
    TYPES.put(OnnxJavaType.INT16, ElementType.INT16);
    TYPES.put(OnnxJavaType.FLOAT16, ElementType.FLOAT16);
    TYPES.put(OnnxJavaType.DOUBLE, ElementType.FLOAT64);
    TYPES.put(OnnxJavaType.STRING, ElementType.STRING);
  }

  private OrtTensors() {}

  /** Returns true if a tensor has a form for that type's elements. */
  static boolean holds(OnnxJavaType type) {
    return TYPES.containsKey(type);
  }

  /**
   * Returns the element type of that name.
   *
   * @throws IllegalArgumentException if no tensor holds it
   */
  static ElementType elementType(OnnxJavaType type) {
    ElementType found = TYPES.get(type);
    if (found == null) {
      throw new IllegalArgumentException("Expected one of " + TYPES.values() + ", found " + type);
    }
    return found;
  }

  /** Returns a native copy, which the caller closes. */
  static OnnxTensor toOrt(OrtEnvironment environment, Tensor tensor) throws OrtException {
    long[] shape = new long[tensor.shape().rank()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = tensor.shape().size(axis);
    }
    if (tensor instanceof FloatTensor floats) {
      return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats.values()), shape);
    } else if (tensor instanceof IntTensor ints) {
      return OnnxTensor.createTensor(environment, IntBuffer.wrap(ints.values()), shape);
    } else if (tensor instanceof LongTensor longs) {
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(longs.values()), shape);
    } else if (tensor instanceof DoubleTensor doubles) {
      return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(doubles.values()), shape);
    } else if (tensor instanceof StringTensor texts) {
      return OnnxTensor.createTensor(environment, texts.values(), shape);
    } else if (tensor instanceof ShortTensor shorts) {
      ByteBuffer bytes =
          ByteBuffer.allocateDirect(2 * shorts.values().length).order(ByteOrder.nativeOrder());
      bytes.asShortBuffer().put(shorts.values());
      return OnnxTensor.createTensor(environment, bytes, shape, javaType(tensor.type()));
    }
    ByteBuffer bytes = ByteBuffer.wrap(((ByteTensor) tensor).values());
    return OnnxTensor.createTensor(environment, bytes, shape, javaType(tensor.type()));
  }

  /** Returns a copy of a native tensor whose type {@link #holds}. */
  static Tensor fromOrt(OnnxTensor tensor) throws OrtException {
    int[] sizes = new int[tensor.getInfo().getShape().length];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = Math.toIntExact(tensor.getInfo().getShape()[axis]);
    }
    Shape shape = Shape.of(sizes);
    ElementType type = elementType(tensor.getInfo().type);
    if (type == ElementType.FLOAT32) {
      float[] values = new float[shape.elementCount()];
      tensor.getFloatBuffer().get(values);
      return FloatTensor.of(shape, values);
    } else if (type == ElementType.INT32) {
      int[] values = new int[shape.elementCount()];
      tensor.getIntBuffer().get(values);
      return IntTensor.of(shape, values);
    } else if (type == ElementType.INT64) {
      long[] values = new long[shape.elementCount()];
      tensor.getLongBuffer().get(values);
      return LongTensor.of(shape, values);
    } else if (type == ElementType.FLOAT64) {
      double[] values = new double[shape.elementCount()];
      tensor.getDoubleBuffer().get(values);
      return DoubleTensor.of(shape, values);
    } else if (type.bytes() == 2) {
      short[] values = new short[shape.elementCount()];
      tensor.getByteBuffer().order(ByteOrder.nativeOrder()).asShortBuffer().get(values);
      return ShortTensor.of(type, shape, values);
    } else if (type == ElementType.STRING) {
      List<String> values = new ArrayList<>();
      flatten(tensor.getValue(), values);
      return StringTensor.of(shape, values.toArray(String[]::new));
    }
    byte[] values = new byte[shape.elementCount()];
    tensor.getByteBuffer().get(values);
    return ByteTensor.of(type, shape, values);
  }

  // Text comes as arrays in arrays, one for each axis.
  private static void flatten(Object value, List<String> out) {
    if (value instanceof Object[] elements) {
      for (Object element : elements) {
        flatten(element, out);
      }
    } else {
      out.add((String) value);
    }
  }

  private static OnnxJavaType javaType(ElementType type) {
    for (Map.Entry<OnnxJavaType, ElementType> entry : TYPES.entrySet()) {
      if (entry.getValue() == type) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("Expected one of " + TYPES.values() + ", found " + type);
  }
}

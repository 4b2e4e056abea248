package dev.hearth.serve;

import dev.hearth.json.JsonNumber;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ByteTensor;
import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Float16;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.ShortTensor;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From JSON's lists to tensors and back. */
final class Elements {
  private static final int BRIEF = 60;

  private final String name;
  private final ElementType type;
  private final List<Object> values = new ArrayList<>();

  Elements(String name, ElementType type) {
    this.name = name;
    this.type = type;
  }

  /** Adds elements, row by row, however deep they are nested. */
  void addAll(List<?> given) {
    for (Object one : given) {
      if (one instanceof List<?> row) {
        addAll(row);
      } else {
        values.add(checked(one));
      }
    }
  }

  private Object checked(@Nullable Object one) {
    boolean fits =
        switch (type) {
          case STRING -> one instanceof String;
          case BOOL -> one instanceof Boolean || one instanceof JsonNumber;
          default -> one instanceof JsonNumber;
        };
    if (!fits || one == null) {
      throw invalid(name + " to hold " + type.id(), one);
    }
    return one;
  }

  /**
   * Returns the tensor of that shape.
   *
   * @throws InferenceException if it has another number of elements
   */
  Tensor tensor(Shape shape) {
    int count = shape.elementCount();
    if (count != values.size()) {
      throw invalid(name + shape + " to have " + count + " elements", values.size());
    }
    return switch (type) {
      case FLOAT32 -> {
        float[] all = new float[count];
        for (int i = 0; i < count; i++) {
          all[i] = (float) number(i);
        }
        yield FloatTensor.of(shape, all);
      }
      case FLOAT64 -> {
        double[] all = new double[count];
        for (int i = 0; i < count; i++) {
          all[i] = number(i);
        }
        yield DoubleTensor.of(shape, all);
      }
      case INT32, UINT32 -> {
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
          all[i] = (int) whole(i);
        }
        yield IntTensor.of(type, shape, all);
      }
      case INT64, UINT64 -> {
        long[] all = new long[count];
        for (int i = 0; i < count; i++) {
          all[i] = whole(i);
        }
        yield LongTensor.of(type, shape, all);
      }
      case FLOAT16, INT16, UINT16 -> {
        short[] all = new short[count];
        for (int i = 0; i < count; i++) {
          all[i] = type == ElementType.FLOAT16 ? Float16.of(number(i)) : (short) whole(i);
        }
        yield ShortTensor.of(type, shape, all);
      }
      case INT8, UINT8, BOOL -> {
        byte[] all = new byte[count];
        for (int i = 0; i < count; i++) {
          all[i] = (byte) whole(i);
        }
        yield ByteTensor.of(type, shape, all);
      }
      case STRING -> {
        String[] all = new String[count];
        for (int i = 0; i < count; i++) {
          all[i] = String.valueOf(values.get(i));
        }
        yield StringTensor.of(shape, all);
      }
      case INT4, UINT4 -> throw invalid("a type of whole bytes for " + name, type.id());
    };
  }

  private double number(int index) {
    return ((JsonNumber) values.get(index)).value();
  }

  private long whole(int index) {
    Object value = values.get(index);
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    try {
      return type == ElementType.UINT64
          ? Long.parseUnsignedLong(value.toString())
          : Long.parseLong(value.toString());
    } catch (NumberFormatException e) {
      throw invalid(name + " to hold whole numbers", value);
    }
  }

  /** Returns a tensor of nested lists, whose depth and lengths are its shape. */
  static Tensor nested(String name, ElementType type, @Nullable Object given) {
    List<Integer> sizes = new ArrayList<>();
    Object at = given;
    while (at instanceof List<?> list) {
      sizes.add(list.size());
      at = list.isEmpty() ? null : list.get(0);
    }
    int[] shape = sizes.stream().mapToInt(Integer::intValue).toArray();
    checkRows(name, given, shape, 0);
    Elements elements = new Elements(name, type);
    elements.addAll(given instanceof List<?> list ? list : single(given));
    return elements.tensor(Shape.of(shape));
  }

  private static List<@Nullable Object> single(@Nullable Object given) {
    List<@Nullable Object> one = new ArrayList<>();
    one.add(given);
    return one;
  }

  private static void checkRows(String name, @Nullable Object given, int[] shape, int axis) {
    boolean isRow =
        given instanceof List<?> list && axis < shape.length && list.size() == shape[axis];
    if (axis < shape.length ? !isRow : given instanceof List<?>) {
      throw invalid(name + " to have rows of one length", given);
    }
    if (given instanceof List<?> list) {
      for (Object one : list) {
        checkRows(name, one, shape, axis + 1);
      }
    }
  }

  /** Returns the sizes of a shape. */
  static List<Integer> sizes(Shape shape) {
    List<Integer> sizes = new ArrayList<>();
    for (int size : shape.sizes()) {
      sizes.add(size);
    }
    return sizes;
  }

  /** Returns the shape of sizes as a request has them. */
  static Shape shape(String name, double[] sizes) {
    int[] whole = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      whole[i] = (int) sizes[i];
      if (whole[i] != sizes[i] || whole[i] < 0) {
        throw invalid(name + " to have whole sizes of 0 or more", sizes[i]);
      }
    }
    return Shape.of(whole);
  }

  /** Returns the elements of a tensor, row by row. */
  static List<Object> flat(String name, Tensor tensor) {
    int count = tensor.shape().elementCount();
    List<Object> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(element(name, tensor, i));
    }
    return all;
  }

  /** Returns the elements of a tensor as lists in lists. */
  static Object nested(String name, Tensor tensor) {
    List<Object> all = flat(name, tensor);
    for (int axis = tensor.shape().rank() - 1; axis > 0; axis--) {
      int size = tensor.shape().size(axis);
      List<Object> rows = new ArrayList<>();
      for (int i = 0; size > 0 && i < all.size(); i += size) {
        rows.add(new ArrayList<>(all.subList(i, i + size)));
      }
      all = rows;
    }
    return tensor.shape().rank() == 0 ? all.get(0) : all;
  }

  private static Object element(String name, Tensor tensor, int index) {
    if (tensor instanceof StringTensor strings) {
      return strings.values()[index];
    } else if (tensor instanceof LongTensor longs) {
      long bits = longs.values()[index];
      return tensor.type() == ElementType.UINT64 ? JsonNumber.ofUnsigned(bits) : (Object) bits;
    } else if (tensor.type() == ElementType.BOOL) {
      return tensor.at(index) != 0;
    }
    double value = tensor.at(index);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new InferenceException(
          Code.RUNTIME_FAILED,
          "Output " + name + " holds " + value + ", for which JSON has no word");
    }
    return value;
  }

  private static InferenceException invalid(String expected, @Nullable Object found) {
    return new InferenceException(
        Code.INVALID_INPUT, "Expected " + expected + ", found " + brief(found));
  }

  /** Returns the beginning of what a value says. */
  static String brief(@Nullable Object value) {
    String text = value instanceof List<?> list ? "a list of " + list.size() : "" + value;
    return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "\u2026";
  }
}

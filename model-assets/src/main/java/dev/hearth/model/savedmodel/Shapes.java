package dev.hearth.model.savedmodel;

import dev.hearth.source.BadInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.TensorShapeProto;

/** Shapes of tensors that are stored. */
final class Shapes {
  static final int MOST_AXES = 32;

  private Shapes() {}

  /**
   * Returns the axis sizes.
   *
   * @throws BadInputException if one is not known, or there are too many
   */
  static int[] of(TensorShapeProto shape, String what) {
    if (shape.getUnknownRank() || shape.getDimCount() > MOST_AXES) {
      throw new BadInputException(
          "The shape of " + what + " should have up to " + MOST_AXES + " axes of known sizes");
    }
    int[] sizes = new int[shape.getDimCount()];
    for (int i = 0; i < sizes.length; i++) {
      long size = shape.getDim(i).getSize();
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw new BadInputException(
            "The shape of " + what + " has an axis of size " + size + ", expected 0 to 2^31 - 1");
      }
      sizes[i] = (int) size;
    }
    return sizes;
  }

  /** Returns the number of elements, which is under 2^40. */
  static long count(int[] shape, String what) {
    long count = 1;
    for (int size : shape) {
      if (size != 0 && count > (1L << 40) / size) {
        throw new BadInputException("The shape of " + what + " is larger than any file");
      }
      count *= size;
    }
    return count;
  }

  /** Returns a shape with one more axis of size 1; the last is -1. */
  static int[] expanded(int[] shape, int axis) {
    int place = axis < 0 ? axis + shape.length + 1 : axis;
    if (place < 0 || place > shape.length) {
      return new int[] {-1, -1}; // Of no constant.
    }
    int[] out = new int[shape.length + 1];
    System.arraycopy(shape, 0, out, 0, place);
    out[place] = 1;
    System.arraycopy(shape, place, out, place + 1, shape.length - place);
    return out;
  }

  /** Returns a shape without some axes of size 1, without all of them if none is named. */
  static int[] squeezed(int[] shape, List<Long> axes) {
    return IntStream.range(0, shape.length)
        .filter(
            axis ->
                shape[axis] != 1
                    || !(axes.isEmpty()
                        || axes.contains((long) axis)
                        || axes.contains((long) axis - shape.length)))
        .map(axis -> shape[axis])
        .toArray();
  }

  /** Returns a shape with the one size -1 made such that it has so many elements; null if none. */
  static int @Nullable [] completed(int[] shape, long count) {
    long others = 1;
    int free = -1;
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] >= 0) {
        others *= shape[axis];
      } else if (free < 0 && shape[axis] == -1) {
        free = axis;
      } else {
        return null;
      }
      if (others > Integer.MAX_VALUE) {
        return null;
      }
    }
    int[] out = shape.clone();
    if (free >= 0 && others > 0 && count / others <= Integer.MAX_VALUE) {
      out[free] = (int) (count / others);
      others *= out[free];
    }
    return shape.length <= MOST_AXES && others == count && (free < 0 || out[free] >= 0)
        ? out
        : null;
  }
}

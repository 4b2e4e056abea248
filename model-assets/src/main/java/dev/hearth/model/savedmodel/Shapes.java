package dev.hearth.model.savedmodel;

import dev.hearth.model.BadInputException;
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
}

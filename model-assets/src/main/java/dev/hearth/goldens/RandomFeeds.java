package dev.hearth.goldens;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.source.BadInputException;
import dev.hearth.tensor.ByteTensor;
import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Float16;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.ShortTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Inputs of the same numbers on every machine. Floats are 0 to 1, or what a picture's pixels would
 * be after preprocessing; integers are 0 to 3, which fit the smallest vocabularies; free axes are
 * 1, or the picture's size.
 */
final class RandomFeeds {
  private static final int INTEGERS = 4;
  private static final int MAX_ELEMENTS = 1 << 24;

  /** Rows and columns where they follow the picture: all usual multiples divide it. */
  private static final int FREE_SIDE = 224;

  private final Random random;
  private final @Nullable ImagePreprocessing image;

  RandomFeeds(int seed, @Nullable ImagePreprocessing image) {
    this.random = new Random(seed);
    this.image = image;
  }

  Tensor tensor(TensorInfo info) {
    Shape shape = shape(info);
    int count = shape.elementCount();
    if (info.type() == ElementType.FLOAT32) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = value();
      }
      return FloatTensor.of(shape, values);
    } else if (info.type() == ElementType.INT32) {
      int[] values = new int[count];
      for (int i = 0; i < count; i++) {
        values[i] = random.nextInt(INTEGERS);
      }
      return IntTensor.of(shape, values);
    } else if (info.type() == ElementType.INT64) {
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = random.nextInt(INTEGERS);
      }
      return LongTensor.of(shape, values);
    }
    if (info.type() == ElementType.FLOAT64) {
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = value();
      }
      return DoubleTensor.of(shape, values);
    } else if (info.type() == ElementType.FLOAT16 || info.type() == ElementType.INT16) {
      short[] values = new short[count];
      for (int i = 0; i < count; i++) {
        boolean half = info.type() == ElementType.FLOAT16;
        values[i] = half ? Float16.of(value()) : (short) random.nextInt(INTEGERS);
      }
      return ShortTensor.of(info.type(), shape, values);
    }
    byte[] values = new byte[count];
    for (int i = 0; i < count; i++) {
      values[i] = (byte) random.nextInt(info.type() == ElementType.BOOL ? 2 : INTEGERS);
    }
    return ByteTensor.of(info.type(), shape, values);
  }

  private float value() {
    float fraction = random.nextFloat();
    if (image == null) {
      return fraction;
    }
    return (float) ((fraction * 255 * image.scale() - image.mean().get(0)) / image.std().get(0));
  }

  private Shape shape(TensorInfo info) {
    int[] sizes = new int[info.dimensions().size()];
    long elements = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      boolean free = info.dimensions().get(axis).isFree();
      sizes[axis] = free ? freeSize(axis, sizes.length) : info.dimensions().get(axis).size();
      elements *= sizes[axis];
      if (elements > MAX_ELEMENTS) {
        throw new BadInputException("The input " + info + " is too large to make up");
      }
    }
    return Shape.of(sizes);
  }

  private int freeSize(int axis, int rank) {
    if (image == null || rank != 4 || axis == 0) {
      return 1;
    }
    int rows = image.layout() == Layout.NCHW ? 2 : 1;
    if (axis != rows && axis != rows + 1) {
      return image.color().channels();
    }
    int side = axis == rows ? image.height() : image.width();
    return side == 0 ? FREE_SIDE : side;
  }
}

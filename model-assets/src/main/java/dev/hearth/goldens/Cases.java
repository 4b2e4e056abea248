package dev.hearth.goldens;

import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorReader;
import java.util.Arrays;

/** Arrays of several cases, and of one case without its batch of one. */
final class Cases {
  private Cases() {}

  /**
   * Returns whether an array holds a tensor for each of several cases: it has an axis more than the
   * tensor, or a batch larger than the model's, or a batch of as many as there are sources.
   */
  static boolean holdsMany(Shape shape, TensorInfo info, int sources) {
    int rank = info.dimensions().size();
    if (shape.rank() == rank + 1) {
      return rank > 0;
    }
    if (shape.rank() != rank || rank == 0 || shape.size(0) < 2) {
      return false;
    }
    boolean one = !info.dimensions().get(0).isFree() && info.dimensions().get(0).size() == 1;
    return one || (info.dimensions().get(0).isFree() && shape.size(0) == sources);
  }

  /** Returns one case of an array of all, without the first axis. */
  static Tensor cut(Tensor all, int index) {
    int[] sizes = all.shape().sizes();
    Shape shape = Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length));
    int count = shape.elementCount();
    if (all instanceof StringTensor texts) {
      return StringTensor.of(
          shape, Arrays.copyOfRange(texts.values(), index * count, (index + 1) * count));
    }
    return TensorReader.read(
        all.type(), shape, TensorBytes.of(all), index * count * all.type().bytes());
  }

  /** Returns an array with a first axis of one, where that is all it lacks. */
  static Tensor withBatch(Tensor value, TensorInfo info) {
    int[] sizes = value.shape().sizes();
    int rank = info.dimensions().size();
    boolean lacks =
        rank > 0
            && sizes.length == rank - 1
            && (info.dimensions().get(0).isFree() || info.dimensions().get(0).size() == 1);
    if (!lacks || value.type() == ElementType.STRING) {
      return value;
    }
    int[] more = new int[rank];
    more[0] = 1;
    System.arraycopy(sizes, 0, more, 1, sizes.length);
    return TensorReader.read(value.type(), Shape.of(more), TensorBytes.of(value), 0);
  }
}

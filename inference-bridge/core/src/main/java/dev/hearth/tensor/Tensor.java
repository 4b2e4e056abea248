package dev.hearth.tensor;

/**
 * A dense array of elements, row-major.
 *
 * <p>The form that holds the elements is named by the type: {@link FloatTensor} for float32, {@link
 * IntTensor} for int32 and uint32, {@link LongTensor} for int64 and uint64, {@link ByteTensor} for
 * int8, uint8, bool, int4 and uint4, {@link ShortTensor} for int16, uint16 and float16, {@link
 * DoubleTensor} for float64, {@link StringTensor} for text. A tensor shares the array it was made
 * from: neither side copies, so that nothing is copied on the way into a runtime either. Whoever
 * makes a tensor gives the array away.
 */
public sealed interface Tensor
    permits FloatTensor,
        IntTensor,
        LongTensor,
        ByteTensor,
        ShortTensor,
        DoubleTensor,
        StringTensor {
  /** Returns the axis sizes. */
  Shape shape();

  /** Returns the element type. */
  ElementType type();

  /**
   * Returns an element as a number, by its row-major index, {@code 0 <= index < elementCount}. For
   * comparing and printing, not for loops over large tensors.
   *
   * @throws IllegalStateException if the elements are text
   */
  double at(int index);
}

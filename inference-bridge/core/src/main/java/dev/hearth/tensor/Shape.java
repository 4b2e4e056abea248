package dev.hearth.tensor;

import java.util.Arrays;

/** The sizes of a tensor's axes, outermost first. A scalar has none. */
public final class Shape {
  private final int[] sizes;

  private Shape(int[] sizes) {
    this.sizes = sizes;
  }

  /**
   * Returns the shape of those axis sizes.
   *
   * @throws IllegalArgumentException if a size is negative or the elements exceed 2^31 - 1
   */
  public static Shape of(int... sizes) {
    int[] copy = sizes.clone();
    long elements = 1;
    for (int size : copy) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "Expected axis sizes of 0 or more, found " + Arrays.toString(copy));
      }
      elements *= size;
      if (elements > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "Expected at most 2147483647 elements, found shape " + Arrays.toString(copy));
      }
    }
    return new Shape(copy);
  }

  /** Returns the number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** Returns the size of an axis, {@code 0 <= axis < rank()}. */
  public int size(int axis) {
    return sizes[axis];
  }

  /** Returns a copy of the axis sizes. */
  public int[] sizes() {
    return sizes.clone();
  }

  /** Returns the product of the sizes, 1 for a scalar. */
  public int elementCount() {
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    return count;
  }

  /** Throws IllegalArgumentException unless a tensor of this shape has that many elements. */
  void checkCount(int found) {
    if (elementCount() != found) {
      throw new IllegalArgumentException(
          "Expected " + elementCount() + " elements for " + this + ", found " + found);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(sizes, that.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Returns the sizes as in {@code [1, 3, 224, 224]}. */
  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}

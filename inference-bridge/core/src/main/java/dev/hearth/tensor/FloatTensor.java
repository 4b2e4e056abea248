package dev.hearth.tensor;

/** A tensor of float32 elements. */
public final class FloatTensor implements Tensor {
  private final Shape shape;
  private final float[] values;

  private FloatTensor(Shape shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements as the array
   */
  public static FloatTensor of(Shape shape, float... values) {
    shape.checkCount(values.length);
    return new FloatTensor(shape, values);
  }

  /** Returns the elements, row-major, shared with this tensor. */
  public float[] values() {
    return values;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public ElementType type() {
    return ElementType.FLOAT32;
  }

  @Override
  public double at(int index) {
    return values[index];
  }
}

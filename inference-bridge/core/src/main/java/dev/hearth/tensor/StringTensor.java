package dev.hearth.tensor;

/** A tensor of text elements. */
public final class StringTensor implements Tensor {
  private final Shape shape;
  private final String[] values;

  private StringTensor(Shape shape, String[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor over {@code values}, which it shares.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements as the array
   */
  public static StringTensor of(Shape shape, String... values) {
    shape.checkCount(values.length);
    return new StringTensor(shape, values);
  }

  /** Returns the elements, row-major, shared with this tensor. */
  public String[] values() {
    return values;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public ElementType type() {
    return ElementType.STRING;
  }

  @Override
  public double at(int index) {
    throw new IllegalStateException("Expected a tensor of numbers, found one of text");
  }
}

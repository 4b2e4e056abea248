package dev.hearth.tensor;

import java.util.List;

/**
 * What a model says of one of its inputs or outputs.
 *
 * @param name the tensor's name in the model
 * @param type its element type
 * @param dimensions one entry an axis: a size, or the name of a free dimension such as {@code
 *     batch}; the one axis {@code ...} stands for any number of them
 */
public record TensorInfo(String name, ElementType type, List<Dimension> dimensions) {
  private static final String ANY_AXES = "...";

  public TensorInfo {
    dimensions = List.copyOf(dimensions);
  }

  /** Returns one of whose shape the model says nothing, not even the number of axes. */
  public static TensorInfo ofAnyRank(String name, ElementType type) {
    return new TensorInfo(name, type, List.of(Dimension.free(ANY_AXES)));
  }

  /** Returns true if it may have any number of axes. */
  public boolean isOfAnyRank() {
    return dimensions.size() == 1 && dimensions.get(0).name().equals(ANY_AXES);
  }

  /**
   * One axis of a declared shape.
   *
   * @param size the size, or -1 where the axis is free
   * @param name the name of a free axis, empty where the size is fixed
   */
  public record Dimension(int size, String name) {
    /** Returns an axis of that size. */
    public static Dimension fixed(int size) {
      return new Dimension(size, "");
    }

    /** Returns an axis of any size. */
    public static Dimension free(String name) {
      return new Dimension(-1, name);
    }

    /** Returns true if the axis takes any size. */
    public boolean isFree() {
      return size < 0;
    }

    private String text() {
      return isFree() ? name : Integer.toString(size);
    }
  }

  /** Returns name, type and shape as in {@code image float32[batch, 1, 28, 28]}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(name).append(' ').append(type.id()).append('[');
    for (int i = 0; i < dimensions.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(dimensions.get(i).text());
    }
    return out.append(']').toString();
  }

  /** Returns the shape with every free axis set to 1. */
  public Shape withFreeAxesOne() {
    int[] sizes = new int[dimensions.size()];
    for (int i = 0; i < sizes.length; i++) {
      Dimension dimension = dimensions.get(i);
      sizes[i] = dimension.isFree() ? 1 : dimension.size();
    }
    return Shape.of(sizes);
  }

  /** Returns true if a tensor of that shape fits the declared axes. */
  public boolean accepts(Shape shape) {
    if (isOfAnyRank()) {
      return true;
    }
    if (shape.rank() != dimensions.size()) {
      return false;
    }
    for (int i = 0; i < shape.rank(); i++) {
      Dimension dimension = dimensions.get(i);
      if (!dimension.isFree() && dimension.size() != shape.size(i)) {
        return false;
      }
    }
    return true;
  }
}

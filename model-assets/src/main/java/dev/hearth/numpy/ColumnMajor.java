package dev.hearth.numpy;

import dev.hearth.tensor.Shape;

/** Where the elements of arrays in Fortran's order lie. */
final class ColumnMajor {
  private ColumnMajor() {}

  /** Returns, for each element in row-major order, its place in the column-major one. */
  static int[] places(Shape shape) {
    int[] sizes = shape.sizes();
    int[] steps = new int[sizes.length];
    int step = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      steps[axis] = step;
      step *= Math.max(1, sizes[axis]);
    }
    int[] places = new int[shape.elementCount()];
    int[] index = new int[sizes.length];
    int place = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = place;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        place += steps[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        place -= steps[axis] * sizes[axis];
        index[axis] = 0;
      }
    }
    return places;
  }
}

package dev.hearth.task.objectdetection;

import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Some columns of a table whose rows are a detector's candidates. The table may be spread over the
 * outputs of several levels, and each output may lie on its side.
 */
final class Field {
  private final List<Tensor> levels;
  private final int[] firstRow;
  private final int width;
  private final int column;
  private final int columns;
  private final int blocks;

  /**
   * Looks at columns of a table.
   *
   * @param levels the outputs, whose rows follow each other
   * @param width columns of the whole table
   * @param column the first of this field's
   * @param columns how many this field has
   * @param blocks 0 where a row's values lie side by side; else the values of a column do, in so
   *     many blocks of rows
   * @throws InferenceException MANIFEST_INVALID if an output has no whole number of such rows
   */
  Field(List<Tensor> levels, int width, int column, int columns, int blocks) {
    this.levels = levels;
    this.width = width;
    this.column = column;
    this.columns = columns;
    this.blocks = blocks;
    firstRow = new int[levels.size() + 1];
    for (int i = 0; i < levels.size(); i++) {
      int count = levels.get(i).shape().elementCount();
      if (width < 1 || count % (width * Math.max(1, blocks)) != 0) {
        throw new InferenceException(
            Code.MANIFEST_INVALID,
            "Expected an output of rows of " + width + " values, found " + levels.get(i).shape());
      }
      firstRow[i + 1] = firstRow[i] + count / width;
    }
  }

  /** Returns the rows of all levels. */
  int rows() {
    return firstRow[levels.size()];
  }

  int columns() {
    return columns;
  }

  double at(int row, int index) {
    int level = 0;
    while (row >= firstRow[level + 1]) {
      level++;
    }
    int own = row - firstRow[level];
    int at = column + index;
    if (blocks == 0) {
      return levels.get(level).at(own * width + at);
    }
    int cells = (firstRow[level + 1] - firstRow[level]) / blocks;
    return levels.get(level).at((own / cells * width + at) * cells + own % cells);
  }

  /** Returns the outputs of those names. */
  static List<Tensor> outputs(Map<String, Tensor> fetches, List<String> names) {
    List<Tensor> out = new ArrayList<>();
    for (String name : names) {
      out.add(Fetches.get(fetches, name));
    }
    return out;
  }
}

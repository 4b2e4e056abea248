package dev.hearth.task.tabular;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Numbers;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a row becomes the model's inputs: {@code preprocessing.table} with {@code columns}, in order.
 *
 * <p>A column has a {@code name}; {@code categories}, whose number is taken, or with {@code oneHot}
 * a 1 among 0s; or a number, of which {@code mean} is subtracted and which is divided by {@code
 * std}; {@code missing}, the cell that stands for an empty one; {@code input}, the model's input
 * that takes it. Columns without {@code input} fill the model's only input side by side. An input
 * of strings takes the cells as they are.
 */
public final class TableInput {
  private final List<Column> columns;
  private final List<TensorInfo> inputs;

  /**
   * Makes the input of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest does not say how a row becomes the
   *     model's inputs
   */
  public TableInput(ModelManifest manifest) {
    JsonObject json = Preprocessing.needed(manifest.preprocessing().table(), "table");
    inputs = manifest.inputs();
    columns = json.objects("columns", column -> new Column(column, inputs));
    json.end();
    for (TensorInfo input : inputs) {
      int width = 0;
      for (Column column : columns) {
        width += column.input.equals(input.name()) ? column.width() : 0;
      }
      if (!input.accepts(Shape.of(1, width))) {
        throw new InferenceException(
            Code.MANIFEST_INVALID, "Expected columns for " + input + ", found " + width);
      }
    }
  }

  /** Returns the names of the columns a row must have, in order. */
  public List<String> columns() {
    List<String> out = new ArrayList<>();
    for (Column column : columns) {
      out.add(column.name);
    }
    return out;
  }

  /**
   * Returns the categories of a column; empty if it holds numbers.
   *
   * @param index of the column
   */
  public List<String> categories(int index) {
    return columns.get(index).categories;
  }

  /**
   * Returns what number a column usually has, as its mean says; NaN where the manifest has none.
   *
   * @param index of the column
   */
  public double usual(int index) {
    Column column = columns.get(index);
    boolean scaled = column.mean != 0 || column.std != 1;
    return scaled && column.categories.isEmpty() ? column.mean : Double.NaN;
  }

  /**
   * Returns whether a column's cell may be empty.
   *
   * @param index of the column
   */
  public boolean mayBeEmpty(int index) {
    return columns.get(index).missing != null;
  }

  /**
   * Returns whether a column holds numbers; text otherwise.
   *
   * @param index of the column
   */
  public boolean isNumeric(int index) {
    Column column = columns.get(index);
    boolean text = false;
    for (TensorInfo one : inputs) {
      text |= one.name().equals(column.input) && one.type() == ElementType.STRING;
    }
    return column.categories.isEmpty() && !text;
  }

  /**
   * Returns the feeds of a row.
   *
   * @param cells a cell for each column, as text
   * @throws InferenceException INVALID_INPUT if a cell is missing or is not what its column holds
   */
  public Map<String, Tensor> feeds(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a cell for each of "
              + String.join(", ", columns())
              + ", found "
              + cells.size()
              + " cells");
    }
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    for (TensorInfo input : inputs) {
      List<String> texts = new ArrayList<>();
      List<Double> numbers = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        Column column = columns.get(i);
        if (!column.input.equals(input.name())) {
          continue;
        }
        String cell = column.given(cells.get(i));
        if (input.type() == ElementType.STRING) {
          texts.add(cell);
        } else {
          column.addTo(numbers, cell);
        }
      }
      feeds.put(input.name(), tensor(input, texts, numbers));
    }
    return feeds;
  }

  private static Tensor tensor(TensorInfo input, List<String> texts, List<Double> numbers) {
    if (input.type() == ElementType.STRING) {
      return StringTensor.of(Shape.of(1, texts.size()), texts.toArray(new String[0]));
    }
    Shape shape = Shape.of(1, numbers.size());
    if (input.type() == ElementType.INT64) {
      long[] values = new long[numbers.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (long) (double) numbers.get(i);
      }
      return LongTensor.of(shape, values);
    }
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (double) numbers.get(i);
    }
    return FloatTensor.of(shape, values);
  }

  /** Returns true for what a cell of numbers may hold, with a point as its decimal sign. */
  public static boolean isNumber(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int digits = 0;
    boolean point = false;
    for (; at < text.length() && (text.charAt(at) | 0x20) != 'e'; at++) {
      char c = text.charAt(at);
      if (c == '.' && !point) {
        point = true;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else {
        return false;
      }
    }
    boolean exponent = at < text.length();
    int after = at + 1;
    if (after < text.length() && "+-".indexOf(text.charAt(after)) >= 0) {
      after++;
    }
    int exponentDigits = 0;
    for (; exponent && after < text.length(); after++, exponentDigits++) {
      if (text.charAt(after) < '0' || text.charAt(after) > '9') {
        return false;
      }
    }
    return digits > 0 && (!exponent || exponentDigits > 0);
  }

  /** One column. */
  private static final class Column {
    final String name;
    final String input;
    final List<String> categories;
    private final boolean oneHot;
    private final double mean;
    private final double std;
    private final @Nullable String missing;

    Column(JsonObject json, List<TensorInfo> inputs) {
      name = json.string("name");
      if (!json.has("input") && inputs.size() != 1) {
        throw json.wrong("input", "the name of one of the model's inputs");
      }
      input = json.has("input") ? json.string("input") : inputs.get(0).name();
      boolean known = false;
      for (TensorInfo one : inputs) {
        known |= one.name().equals(input);
      }
      if (!known) {
        throw json.wrong("input", "the name of one of the model's inputs");
      }
      categories = json.strings("categories");
      oneHot = json.bool("oneHot", false);
      mean = json.number("mean", 0);
      std = json.number("std", 1);
      missing = json.has("missing") ? json.string("missing") : null;
      if (std == 0 || (oneHot && categories.isEmpty())) {
        throw json.wrong(
            std == 0 ? "std" : "categories", "other than " + (std == 0 ? "0" : "none"));
      }
      json.end();
    }

    int width() {
      return oneHot ? categories.size() : 1;
    }

    String given(String cell) {
      String trimmed = cell.trim();
      if (trimmed.isEmpty() && missing != null) {
        return missing;
      }
      return trimmed;
    }

    void addTo(List<Double> out, String cell) {
      if (categories.isEmpty()) {
        double value = isNumber(cell) ? (Numbers.parse(cell) - mean) / std : Double.NaN;
        if (!(Math.abs(value) <= Float.MAX_VALUE)) {
          throw wrong(cell, isNumber(cell) ? "a number that fits 32 bits" : "a number");
        }
        out.add(value);
        return;
      }
      int found = categories.indexOf(cell);
      if (found < 0) {
        throw wrong(cell, "one of " + String.join(", ", categories));
      }
      for (int i = 0; oneHot && i < categories.size(); i++) {
        out.add(i == found ? 1.0 : 0.0);
      }
      if (!oneHot) {
        out.add((found - mean) / std);
      }
    }

    private InferenceException wrong(String cell, String expected) {
      return new InferenceException(
          Code.INVALID_INPUT,
          "Expected " + name + " to be " + expected + ", found \"" + cell + "\"");
    }
  }
}

package dev.hearth.app.ui.tables;

import dev.hearth.app.ui.kit.Words;
import dev.hearth.task.tabular.TableInput;
import dev.hearth.text.Csv;
import java.util.ArrayList;
import java.util.List;

/** The rows of a table with their answers. */
final class RowsFile {
  private final TableInput input;
  private final List<String> header;
  private final List<List<String>> rows;
  private final List<Integer> lines;
  private final int[] places;

  /** Spreadsheets part cells by semicolons where a comma is the decimal point. */
  private final boolean commas;

  private final String[] answers;
  private final String[] besides;
  private final String[] errors;

  /**
   * Finds a model's columns in a table: by the names in its first row, in any order and among
   * others; or, where that row has none of the names, by their order.
   *
   * @throws IllegalArgumentException if there are no rows, or columns are missing; the message says
   *     which
   */
  RowsFile(Csv.Table table, TableInput input) {
    this.input = input;
    commas = table.separator() == ';';
    List<String> columns = input.columns();
    if (table.rows().isEmpty()) {
      throw new IllegalArgumentException("Expected rows, found none");
    }
    List<String> first = table.rows().get(0);
    places = places(first, columns);
    boolean named = places[0] >= 0;
    if (!named && isHeader(first, input)) {
      throw missing(String.join(", ", columns), first);
    }
    int skipped = named ? 1 : 0;
    if (!named) {
      for (int i = 0; i < places.length; i++) {
        places[i] = i;
      }
    }
    header = named ? first : columns;
    rows = table.rows().subList(skipped, table.rows().size());
    lines = table.lines().subList(skipped, table.rows().size());
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected rows below the names of the columns, found none");
    }
    answers = new String[rows.size()];
    besides = new String[rows.size()];
    errors = new String[rows.size()];
  }

  private static int[] places(List<String> first, List<String> columns) {
    int[] places = new int[columns.size()];
    StringBuilder missing = new StringBuilder();
    int found = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = -1;
      for (int k = 0; k < first.size(); k++) {
        if (first.get(k).trim().equals(columns.get(i))) {
          if (places[i] >= 0) {
            throw new IllegalArgumentException(
                "Expected each column once, found " + columns.get(i) + " again");
          }
          places[i] = k;
        }
      }
      found += places[i] < 0 ? 0 : 1;
      if (places[i] < 0) {
        missing.append(missing.length() == 0 ? "" : ", ").append(columns.get(i));
      }
    }
    if (found == 0 && first.size() == columns.size()) {
      return places;
    }
    if (found < places.length) {
      throw missing(missing.toString(), first);
    }
    return places;
  }

  /** Returns true for a row without a number where the model takes some: names that it lacks. */
  private static boolean isHeader(List<String> first, TableInput input) {
    boolean numeric = false;
    for (int i = 0; i < first.size(); i++) {
      if (input.isNumeric(i)) {
        String cell = first.get(i).trim();
        if (cell.isEmpty() || TableInput.isNumber(cell.replace(',', '.'))) {
          return false;
        }
        numeric = true;
      }
    }
    return numeric;
  }

  private static IllegalArgumentException missing(String names, List<String> first) {
    return new IllegalArgumentException(
        "Expected a first row with the names of all columns; missing: "
            + names
            + "; found: "
            + String.join(", ", first));
  }

  int size() {
    return rows.size();
  }

  List<String> header() {
    return header;
  }

  List<String> row(int index) {
    return rows.get(index);
  }

  int line(int index) {
    return lines.get(index);
  }

  /**
   * Returns the cells that the model takes, in its order.
   *
   * @throws IllegalArgumentException if the row has more or fewer cells than the first
   */
  List<String> cells(int index) {
    List<String> row = rows.get(index);
    if (row.size() != header.size()) {
      throw new IllegalArgumentException(
          "Expected " + header.size() + " cells, found " + row.size());
    }
    List<String> out = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      String cell = row.get(places[i]);
      out.add(commas && input.isNumeric(i) ? cell.replace(',', '.') : cell);
    }
    return out;
  }

  void answer(int index, String answer, String beside) {
    answers[index] = answer;
    besides[index] = beside;
  }

  void fail(int index, String error) {
    errors[index] = error;
  }

  /** Returns the answer of a row, "" before there is one. */
  String answer(int index) {
    return answers[index] == null ? "" : answers[index];
  }

  /** Returns its probability or unit. */
  String beside(int index) {
    return besides[index] == null ? "" : besides[index];
  }

  /** Returns why a row has no answer, "" for no reason. */
  String error(int index) {
    return errors[index] == null ? "" : errors[index];
  }

  int answered() {
    return count(answers);
  }

  private static int count(String[] all) {
    int count = 0;
    for (String one : all) {
      count += one == null ? 0 : 1;
    }
    return count;
  }

  /** Says how many rows were predicted, and how many not. */
  String summary() {
    int bad = count(errors);
    String of =
        Words.say(
            "{0} of {1} rows predicted", Integer.toString(answered()), Integer.toString(size()));
    return bad == 0 ? of : of + ". " + Words.say("{0} could not be read.", Integer.toString(bad));
  }

  /** Returns the whole table with the answers in more columns. */
  String toCsv(boolean names) {
    boolean failed = count(errors) > 0;
    StringBuilder out = new StringBuilder();
    List<String> all = new ArrayList<>(header);
    all.add("prediction");
    all.add(names ? "probability" : "unit");
    if (failed) {
      all.add("error");
    }
    Csv.append(out, all);
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = new ArrayList<>(rows.get(i));
      while (row.size() < header.size()) {
        row.add("");
      }
      row.add(answer(i));
      row.add(beside(i));
      if (failed) {
        row.add(error(i));
      }
      Csv.append(out, row);
    }
    return out.toString();
  }
}

package dev.hearth.app.ui.tables;

import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** A row as hearth.d.ts has it: cells by the names of their columns. */
final class Row {
  private Row() {}

  static JSObject of(List<String> columns, List<String> cells) {
    JSObject row = empty();
    for (int i = 0; i < cells.size(); i++) {
      put(row, columns.get(i), cells.get(i));
    }
    return row;
  }

  @JSBody(script = "return Object.create(null);")
  private static native JSObject empty();

  @JSBody(
      params = {"row", "column", "cell"},
      script = "row[column] = cell;")
  private static native void put(JSObject row, String column, String cell);
}

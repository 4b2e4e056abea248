package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.media.Saving;
import dev.hearth.tensor.Numbers;
import dev.hearth.text.Csv;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** What was found in a sound, as a table that can be saved. */
final class Found {
  private final List<String> columns;
  private final String name;
  private final HTMLElement button;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Makes an empty table.
   *
   * @param button saves it
   * @param name of the file
   */
  Found(HTMLElement button, String name, String... columns) {
    this.button = button;
    this.name = name;
    this.columns = List.of(columns);
    Dom.on(button, "click", event -> Saving.text(this.name, "text/csv", toString()));
    clear();
  }

  void clear() {
    rows.clear();
    Dom.show(button, false);
  }

  void add(String... cells) {
    rows.add(List.of(cells));
    Dom.show(button, true);
  }

  static String seconds(double seconds) {
    return Numbers.text(Math.floor(seconds * 1000 + 0.5) / 1000);
  }

  /** Returns the table as CSV. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    Csv.append(out, columns);
    for (List<String> row : rows) {
      Csv.append(out, row);
    }
    return out.toString();
  }
}

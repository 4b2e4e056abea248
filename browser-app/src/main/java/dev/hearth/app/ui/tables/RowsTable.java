package dev.hearth.app.ui.tables;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.tensor.Numbers;
import java.util.List;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The first rows of a table with their answers. */
final class RowsTable {
  private static final int MOST = 50;

  private final HTMLElement element;
  private final HTMLElement head;
  private final HTMLElement body;

  private final boolean names;

  /**
   * Makes an empty table.
   *
   * @param names whether answers are names with probabilities; numbers with units otherwise
   */
  RowsTable(HTMLElement element, boolean names) {
    this.element = element;
    this.names = names;
    head = Dom.part(element, "thead tr");
    body = Dom.part(element, "tbody");
  }

  void begin(RowsFile rows) {
    head.clear();
    body.clear();
    cell(head, "th", Words.say("Line")).setAttribute("scope", "col");
    cell(head, "th", Words.say("Prediction")).setAttribute("scope", "col");
    for (String name : rows.header()) {
      cell(head, "th", name).setAttribute("scope", "col");
    }
    Dom.setText(element, ".summary", "");
    Dom.setText(element, ".shown", "");
    Dom.show(element, true);
  }

  void show(RowsFile rows, int index) {
    if (index >= MOST) {
      return;
    }
    HTMLElement row = HTMLDocument.current().createElement("tr");
    cell(row, "td", Integer.toString(rows.line(index)));
    String error = rows.error(index);
    HTMLElement answer = cell(row, "td", error.isEmpty() ? answer(rows, index) : error);
    answer.setClassName(error.isEmpty() ? "row-answer" : "row-error");
    row.setAttribute("data-prediction", rows.answer(index));
    row.setAttribute("data-beside", rows.beside(index));
    row.setAttribute("data-error", error);
    List<String> cells = rows.row(index);
    for (String text : cells) {
      cell(row, "td", text);
    }
    body.appendChild(row);
  }

  private String answer(RowsFile rows, int index) {
    String beside = rows.beside(index);
    return names
        ? rows.answer(index) + " " + Format.percent(Numbers.parse(beside))
        : Format.value(Numbers.parse(rows.answer(index))) + " " + beside;
  }

  void end(RowsFile rows, String summary) {
    Dom.setText(element, ".summary", summary);
    Dom.setText(
        element,
        ".shown",
        rows.size() > MOST
            ? Words.say("The first {0} rows are shown; the file has all.", Integer.toString(MOST))
            : "");
  }

  private static HTMLElement cell(HTMLElement row, String tag, String text) {
    HTMLElement cell = HTMLDocument.current().createElement(tag);
    cell.setTextContent(text);
    row.appendChild(cell);
    return cell;
  }
}

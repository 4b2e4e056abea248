package dev.hearth.app.ui.benchmark;

import dev.hearth.app.client.Measuring;
import dev.hearth.app.client.Measuring.Figures;
import dev.hearth.app.client.Measuring.Row;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;

/** A benchmark's rows as a table. */
final class Rows {
  private static final String[] SERIES = {
    "warmLoadMs", "preprocessMs", "runMs", "postprocessMs", "totalMs"
  };

  private Rows() {}

  /** Shows the rows in place of those before. */
  static void show(HTMLElement body, HTMLElement notes, JSArrayReader<Row> rows) {
    body.clear();
    notes.clear();
    for (int i = 0; i < rows.getLength(); i++) {
      Row row = rows.get(i);
      body.appendChild(isMeasured(row) ? figures(row) : failed(row));
      for (int k = 0; k < row.getNotes().getLength(); k++) {
        HTMLElement note = Dom.template("t-bench-note");
        Dom.setText(note, name(row) + ": " + row.getNotes().get(k).stringValue());
        notes.appendChild(note);
      }
    }
  }

  /** Returns true for a row with figures. */
  static boolean isMeasured(Row row) {
    return row.getStatus().equals("measured");
  }

  /** Returns how many rows have figures. */
  static int measured(JSArrayReader<Row> rows) {
    int count = 0;
    for (int i = 0; i < rows.getLength(); i++) {
      count += isMeasured(rows.get(i)) ? 1 : 0;
    }
    return count;
  }

  /** Returns what tells a row from the others. */
  static String name(Row row) {
    StringBuilder out = new StringBuilder(title(row));
    add(out, row.getProvider());
    add(out, row.getVariant());
    if (row.getThreads() > 1) {
      add(out, Words.say("{0} threads", Integer.toString(row.getThreads())));
    }
    if (row.getInput().startsWith("picture ")) {
      add(out, row.getInput().substring("picture ".length()).replace(" x ", "\u00a0\u00d7\u00a0"));
    }
    return out.toString();
  }

  private static String title(Row row) {
    return Words.say(row.getTitle());
  }

  private static void add(StringBuilder out, String part) {
    if (!part.isEmpty()) {
      out.append(" \u00b7 ").append(part);
    }
  }

  private static HTMLElement failed(Row row) {
    HTMLElement line = Dom.template("t-bench-failed");
    head(line, row);
    Dom.setText(line, ".bench-reason", row.getReason());
    return line;
  }

  private static HTMLElement figures(Row row) {
    HTMLElement line = Dom.template("t-bench-row");
    head(line, row);
    number(line, "coldLoadMs", Measuring.number(row, "coldLoadMs"));
    for (String series : SERIES) {
      figures(line, row, series);
    }
    double perSecond = Measuring.number(row, "framesPerSecond");
    Dom.setText(
        cell(line, "framesPerSecond"), perSecond > 0 ? Format.fixed(perSecond, 1) : "\u2013");
    figures(line, row, "tensorsMs");
    figures(line, row, "rawMs");
    Dom.setText(cell(line, "memory"), memory(row));
    return line;
  }

  private static void head(HTMLElement line, Row row) {
    line.setAttribute("data-testid", "row-" + row.getModel() + "-" + row.getProvider());
    Dom.setText(line, ".bench-row-title", title(row));
    String name = name(row);
    int from = Math.min(name.length(), title(row).length() + 3);
    Dom.setText(line, ".bench-row-way", name.substring(from));
  }

  private static void figures(HTMLElement line, Row row, String series) {
    Figures figures = Measuring.figures(row, series);
    if (figures == null) {
      number(line, series, Double.NaN);
    } else {
      HTMLElement cell = cell(line, series);
      cell.clear();
      HTMLElement pair = Dom.template("t-bench-pair");
      Dom.setText(pair, ".bench-median", Format.ms(figures.getMedian()));
      Dom.setText(pair, ".bench-p95", Format.ms(figures.getP95()));
      cell.appendChild(pair);
    }
  }

  private static void number(HTMLElement line, String name, double ms) {
    Dom.setText(cell(line, name), ms >= 0 ? Format.ms(ms) : "\u2013");
  }

  // What the browser says of all there is; else what the runtime says of its own.
  private static String memory(Row row) {
    double all = Measuring.number(row, "memoryBytes");
    if (all >= 0) {
      return Format.size((long) all);
    }
    double tensors = Measuring.number(row, "tensorBytes");
    return tensors >= 0
        ? Words.say("tensors {0}", Format.size((long) tensors))
        : Words.say("not told");
  }

  private static HTMLElement cell(HTMLElement line, String name) {
    return Dom.part(line, "[data-cell=" + name + "]");
  }
}

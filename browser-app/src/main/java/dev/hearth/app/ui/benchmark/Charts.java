package dev.hearth.app.ui.benchmark;

import dev.hearth.app.client.Measuring;
import dev.hearth.app.client.Measuring.Figures;
import dev.hearth.app.client.Measuring.Row;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;

/** A benchmark's rows as bars: predictions, loading, and the runtime alone beside. */
final class Charts {
  private static final String[] STEPS = {"preprocess", "run", "postprocess", "between"};
  private static final String[] LOADS = {"cold"};
  private static final String[] WARM = {"warm"};
  private static final String[] HEARTH = {"run"};
  private static final String[] RAW = {"raw"};

  private Charts() {}

  /** Shows the rows that were measured. */
  static void show(HTMLElement slot, JSArrayReader<Row> rows) {
    slot.clear();
    slot.appendChild(predictions(rows));
    slot.appendChild(loads(rows));
    Chart beside = beside(rows);
    if (beside != null) {
      slot.appendChild(beside.element());
    }
  }

  private static HTMLElement predictions(JSArrayReader<Row> rows) {
    double most = 0;
    for (int i = 0; i < rows.getLength(); i++) {
      most = Math.max(most, median(rows.get(i), "totalMs"));
    }
    Chart chart = new Chart(Words.say("A prediction, milliseconds (median)"), most);
    for (int i = 0; i < rows.getLength(); i++) {
      Row row = rows.get(i);
      if (Rows.isMeasured(row)) {
        chart.add(
            Rows.name(row),
            Format.ms(median(row, "totalMs")),
            STEPS,
            median(row, "preprocessMs"),
            median(row, "runMs"),
            median(row, "postprocessMs"),
            between(row));
      }
    }
    HTMLElement legend = Dom.template("t-bench-legend");
    chart.element().appendChild(legend);
    return chart.element();
  }

  private static HTMLElement loads(JSArrayReader<Row> rows) {
    Chart chart =
        new Chart(
            Words.say("Loading, milliseconds"),
            Math.max(most(rows, "coldLoadMs", false), most(rows, "warmLoadMs", true)));
    for (int i = 0; i < rows.getLength(); i++) {
      Row row = rows.get(i);
      if (Rows.isMeasured(row)) {
        double cold = Measuring.number(row, "coldLoadMs");
        double warm = median(row, "warmLoadMs");
        chart.add(Words.say("{0}: cold", Rows.name(row)), Format.ms(cold), LOADS, cold);
        chart.add(Words.say("{0}: warm", Rows.name(row)), Format.ms(warm), WARM, warm);
      }
    }
    return chart.element();
  }

  private static @Nullable Chart beside(JSArrayReader<Row> rows) {
    double most = Math.max(most(rows, "rawMs", true), most(rows, "tensorsMs", true));
    Chart chart = null;
    for (int i = 0; i < rows.getLength(); i++) {
      Row row = rows.get(i);
      double raw = median(row, "rawMs");
      if (Rows.isMeasured(row) && raw > 0) {
        if (chart == null) {
          chart = new Chart(Words.say("From tensors to tensors, milliseconds (median)"), most);
        }
        double own = median(row, "tensorsMs");
        chart.add(Words.say("{0}: Hearth", Rows.name(row)), Format.ms(own), HEARTH, own);
        chart.add(Words.say("{0}: runtime alone", Rows.name(row)), Format.ms(raw), RAW, raw);
      }
    }
    return chart;
  }

  /** Returns what is left of the whole: the way to the worker and back. */
  private static double between(Row row) {
    double steps =
        median(row, "preprocessMs") + median(row, "runMs") + median(row, "postprocessMs");
    return Math.max(0, median(row, "totalMs") - steps);
  }

  private static double median(Row row, String series) {
    Figures figures = Measuring.figures(row, series);
    return figures == null ? 0 : figures.getMedian();
  }

  private static double most(JSArrayReader<Row> rows, String name, boolean isSeries) {
    double most = 0;
    for (int i = 0; i < rows.getLength(); i++) {
      Row row = rows.get(i);
      double value = isSeries ? median(row, name) : Measuring.number(row, name);
      most = value > most ? value : most;
    }
    return most;
  }
}

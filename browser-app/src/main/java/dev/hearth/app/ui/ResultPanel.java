package dev.hearth.app.ui;

import dev.hearth.app.client.Plan;
import dev.hearth.decode.Classification;
import dev.hearth.decode.Classifications;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Timings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.NodeList;

/** The answer: the most probable labels as bars, what it took, and where it ran. */
final class ResultPanel {
  private static final int MOST = 10;
  private static final int LONG_LABEL = 12;

  private final HTMLElement element;
  private final HTMLElement results;
  private final List<Row> rows = new ArrayList<>();
  private int shown = 5;
  private int count;
  private boolean timed;
  private String announced = "";
  private @Nullable Classifications last;

  /**
   * Makes an empty panel.
   *
   * @param view holds its element
   */
  ResultPanel(HTMLElement view) {
    element = Dom.part(view, ".answer-body");
    results = Dom.part(element, ".results");
    for (int i = 0; i < MOST; i++) {
      Row row = new Row();
      rows.add(row);
      results.appendChild(row.item);
    }
    render();
  }

  HTMLElement element() {
    return element;
  }

  /** Shows where the model runs. */
  void ran(Plan plan) {
    Dom.setText(element, ".backend", Text.backend(plan.provider(), plan.variant()));
  }

  int shown() {
    return shown;
  }

  /** Shows that many labels, 1 to 10. */
  void setShown(int count) {
    shown = count;
    render();
  }

  /** Forgets the prediction, and says how to get one. */
  void empty(String how) {
    last = null;
    announced = "";
    Dom.setText(element, ".hint", how);
    Dom.setText(element, ".times", "\u00a0");
    timed = false;
    render();
  }

  /** Shows a prediction, and says it when its best label is new. */
  void show(Prediction<Classifications> prediction) {
    showQuietly(prediction);
    Classification best = prediction.result().top(1).get(0);
    if (!best.label().equals(announced)) {
      announced = best.label();
      Announcer.say(Text.spoken(best.label(), best.probability()));
    }
  }

  /** Shows a prediction without a word to screen readers. */
  void showQuietly(Prediction<Classifications> prediction) {
    last = prediction.result();
    render();
    showTimes(prediction.timings());
    count++;
    Dom.set(results, "data-result-count", count);
  }

  private void render() {
    Classifications current = last;
    List<Classification> top = current == null ? List.of() : current.top(shown);
    element.setAttribute("data-empty", current == null ? "true" : "false");
    for (int i = 0; i < MOST; i++) {
      rows.get(i).show(i < top.size() ? top.get(i) : null, i < shown);
    }
  }

  private void showTimes(Timings timings) {
    HTMLElement times = Dom.part(element, ".times");
    if (!timed) {
      timed = true;
      times.clear();
      times.appendChild(Dom.template("t-times"));
    }
    NodeList<? extends HTMLElement> parts = times.querySelectorAll(".part");
    Dom.setText(times, ".total", Format.ms(timings.totalMs()) + "\u00a0ms");
    Dom.setText(parts.get(0), Format.ms(timings.preprocessMs()));
    Dom.setText(parts.get(1), Format.ms(timings.runMs()));
    Dom.setText(parts.get(2), Format.ms(timings.postprocessMs()));
  }

  /** One label with its bar; kept, so that nothing jumps. */
  private static final class Row {
    final HTMLElement item = Dom.template("t-result");
    private final HTMLElement label = Dom.part(item, ".result-label");
    private final HTMLElement percent = Dom.part(item, ".result-percent");
    private final HTMLElement bar = Dom.part(item, ".bar");

    void show(@Nullable Classification one, boolean placeholder) {
      Dom.show(item, one != null || placeholder);
      if (one == null) {
        Dom.setText(label, "\u00a0");
        Dom.setText(percent, "");
        Dom.style(bar, "--p", 0);
        item.removeAttribute("data-label");
        item.removeAttribute("data-probability");
        item.setAttribute("aria-hidden", "true");
        return;
      }
      item.removeAttribute("aria-hidden");
      item.setAttribute("data-label", one.label());
      Dom.set(item, "data-probability", one.probability());
      Dom.flag(item, "data-long", one.label().length() > LONG_LABEL);
      Dom.setText(label, one.label());
      Dom.setText(percent, Format.percent(one.probability()));
      Dom.style(bar, "--p", one.probability());
    }
  }
}

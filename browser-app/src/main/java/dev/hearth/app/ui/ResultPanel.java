package dev.hearth.app.ui;

import dev.hearth.app.client.Plan;
import dev.hearth.decode.Classification;
import dev.hearth.decode.Classifications;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Timings;
import dev.hearth.tensor.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** The answer: the most probable labels as bars, what it took, and where it ran. */
final class ResultPanel {
  private static final int MOST = 10;
  private static final int LONG_LABEL = 12;

  private final HTMLElement results = Dom.named(Dom.el("ol", "results"), "results");
  private final HTMLElement hint = Dom.text("p", "hint", Text.LOADING_HINT);
  private final HTMLElement times = Dom.named(Dom.el("p", "times"), "times");
  private final HTMLElement backend = Dom.named(Dom.el("p", "backend"), "backend");
  private final HTMLElement element = Dom.el("div", "answer-body", hint, results, times, backend);
  private final List<Row> rows = new ArrayList<>();
  private int shown = 5;
  private int count;
  private String announced = "";
  private @Nullable Classifications last;

  ResultPanel() {
    results.setAttribute("aria-label", Text.PREDICTION);
    results.setAttribute("data-result-count", "0");
    for (int i = 0; i < MOST; i++) {
      Row row = new Row();
      rows.add(row);
      results.appendChild(row.item);
    }
    times.setTextContent("\u00a0");
    backend.setTextContent("\u00a0");
    empty(Text.LOADING_HINT);
  }

  HTMLElement element() {
    return element;
  }

  /** Shows where the model runs. */
  void ran(Plan plan) {
    backend.setTextContent(Text.backend(plan.provider(), plan.variant()));
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
    hint.setTextContent(how);
    times.setTextContent("\u00a0");
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
    results.setAttribute("data-result-count", "" + count);
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
    times.clear();
    times.appendChild(Dom.text("strong", "", Format.ms(timings.totalMs()) + "\u00a0ms"));
    times.appendChild(Dom.text("span", "", " = "));
    part(timings.preprocessMs(), Text.PREPARE, " + ");
    part(timings.runMs(), Text.MODEL, " + ");
    part(timings.postprocessMs(), Text.FINISH, "");
  }

  private void part(double ms, String word, String then) {
    times.appendChild(Dom.text("span", "", Format.ms(ms)));
    times.appendChild(Dom.text("span", "word", "\u00a0" + word));
    times.appendChild(Dom.text("span", "", then));
  }

  /** One label with its bar; kept, so that nothing jumps. */
  private static final class Row {
    final HTMLElement item = Dom.el("li", "result");
    private final HTMLElement label = Dom.el("span", "result-label");
    private final HTMLElement percent = Dom.el("span", "result-percent");
    private final HTMLElement bar = Dom.el("span", "bar");

    Row() {
      item.appendChild(label);
      item.appendChild(percent);
      item.appendChild(bar);
    }

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
      item.setAttribute("data-probability", Numbers.text(one.probability()));
      Dom.flag(item, "data-long", one.label().length() > LONG_LABEL);
      Dom.setText(label, one.label());
      Dom.setText(percent, Format.percent(one.probability()));
      Dom.style(bar, "--p", one.probability());
    }
  }
}

package dev.hearth.app.ui.bench;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Site;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.decode.Classification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** The most probable labels as bars. */
public final class ClassesView implements AnswerView {
  private static final int MOST = 10;
  private static final int LONG_LABEL = 12;

  private final HTMLElement results = Dom.template("t-results");
  private final List<Row> rows = new ArrayList<>();
  private int shown = Site.settings().topK();
  private int count;
  private String announced = "";
  private List<Classification> last = List.of();

  /** Makes an empty view. */
  public ClassesView() {
    for (int i = 0; i < MOST; i++) {
      Row row = new Row();
      rows.add(row);
      results.appendChild(row.item);
    }
    render();
  }

  @Override
  public HTMLElement element() {
    return results;
  }

  @Override
  public HTMLElement controls() {
    HTMLElement row = Dom.template("t-top-k");
    HTMLElement slider = Dom.part(row, "input");
    HTMLElement output = Dom.part(row, "output");
    Dom.setNumber(slider, shown);
    Dom.setNumber(output, shown);
    Dom.on(
        slider,
        "input",
        event -> {
          shown = (int) Dom.number(slider);
          Dom.setNumber(output, shown);
          render();
        });
    return row;
  }

  @Override
  public void clear() {
    last = List.of();
    announced = "";
    render();
  }

  /** Shows a prediction, and says it when its best label is new. */
  @Override
  public void show(Seen seen) {
    showLive(seen);
    Classification best = last.get(0);
    if (!best.label().equals(announced)) {
      announced = best.label();
      Announcer.say(Text.spoken(best.label(), best.probability()));
    }
  }

  /** Shows a prediction without a word to screen readers. */
  @Override
  public void showLive(Seen seen) {
    last = seen.classes();
    render();
    count++;
    Dom.set(results, "data-result-count", count);
  }

  private void render() {
    for (int i = 0; i < MOST; i++) {
      rows.get(i).show(i < shown && i < last.size() ? last.get(i) : null, i < shown);
    }
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

package dev.hearth.app.ui.tables;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.AnswerView;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.tensor.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** A number with its unit. */
final class ValueView implements AnswerView {
  private final HTMLElement element = Dom.template("t-value");
  private int count;

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void show(Seen seen) {
    Value value = (Value) seen.result();
    Dom.setText(element, ".value", rounded(value.getValue()));
    Dom.setText(element, ".unit", value.getUnit());
    Dom.set(element, "data-value", value.getValue());
    count++;
    Dom.set(element, "data-result-count", count);
    Announcer.say(rounded(value.getValue()) + " " + value.getUnit());
  }

  @Override
  public void clear() {
    Dom.setText(element, ".value", "\u00a0");
    Dom.setText(element, ".unit", "");
    element.removeAttribute("data-value");
  }

  /** Returns a number with at most four digits after the point, or all it has where it is small. */
  static String rounded(double value) {
    return Math.abs(value) < 1 || Math.abs(value) > 1e9
        ? Numbers.text((float) value)
        : Numbers.text(Math.floor(value * 10_000 + 0.5) / 10_000);
  }
}

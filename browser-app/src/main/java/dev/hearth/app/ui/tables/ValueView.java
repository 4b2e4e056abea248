package dev.hearth.app.ui.tables;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.AnswerView;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
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
    Dom.setText(element, ".value", Format.value(value.getValue()));
    Dom.setText(element, ".unit", value.getUnit());
    Dom.set(element, "data-value", value.getValue());
    count++;
    Dom.set(element, "data-result-count", count);
    Announcer.say(Format.value(value.getValue()) + " " + value.getUnit());
  }

  @Override
  public void clear() {
    Dom.setText(element, ".value", "\u00a0");
    Dom.setText(element, ".unit", "");
    element.removeAttribute("data-value");
  }
}

package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.kit.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** A list of answers as buttons, each with a bar. */
final class Choices {
  private final HTMLElement list = Dom.template("t-choices");

  HTMLElement element() {
    return list;
  }

  void clear() {
    list.clear();
  }

  /**
   * Adds one at the end.
   *
   * @param share length of its bar, 0 to 1; less counts as 0
   * @param number what is written for it
   * @param chosen told when a person chooses it; must not block
   * @return its button
   */
  HTMLElement add(String label, double share, String number, Runnable chosen) {
    HTMLElement item = Dom.template("t-choice");
    HTMLElement button = Dom.part(item, "button");
    Dom.setText(button, ".choice-label", label);
    Dom.setText(button, ".result-percent", number);
    Dom.style(Dom.part(button, ".bar"), "--p", share > 0 ? share : 0);
    Dom.on(button, "click", event -> chosen.run());
    item.setAttribute("data-label", label);
    Dom.set(item, "data-probability", share);
    list.appendChild(item);
    return button;
  }
}

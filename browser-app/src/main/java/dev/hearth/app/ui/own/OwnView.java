package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.View;
import org.teavm.jso.dom.html.HTMLElement;

/** A person's own model, dropped and run. */
final class OwnView implements View {
  private final HTMLElement element = Dom.template("t-own");

  /** Begins to show it. */
  OwnView() {
    Dom.root().setAttribute("data-state", "own");
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {}
}

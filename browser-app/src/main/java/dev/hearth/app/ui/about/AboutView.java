package dev.hearth.app.ui.about;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.View;
import org.teavm.jso.dom.html.HTMLElement;

/** What this site consists of: model cards, licences, bill of materials. */
public final class AboutView implements View {
  private final HTMLElement element = Dom.template("t-about");

  /** Begins to show it. */
  public AboutView() {
    Dom.root().setAttribute("data-state", "about");
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {}
}

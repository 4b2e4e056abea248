package dev.hearth.app.ui.runs;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.View;
import org.teavm.jso.dom.html.HTMLElement;

/** Long runs: what waits, runs, and is done, with what came of it. */
public final class RunsView implements View {
  private final HTMLElement element = Dom.template("t-runs");

  /** Begins to show it. */
  public RunsView() {
    Dom.root().setAttribute("data-state", "runs");
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {}
}

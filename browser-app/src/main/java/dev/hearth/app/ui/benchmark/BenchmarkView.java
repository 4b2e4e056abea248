package dev.hearth.app.ui.benchmark;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.View;
import org.teavm.jso.dom.html.HTMLElement;

/** Measures models on this device. */
public final class BenchmarkView implements View {
  private final HTMLElement element = Dom.template("t-benchmark");

  /** Begins to show it. */
  public BenchmarkView() {
    Dom.root().setAttribute("data-state", "benchmark");
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {}
}

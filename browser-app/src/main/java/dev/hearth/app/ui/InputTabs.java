package dev.hearth.app.ui;

import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** The ways to give an input, one of them chosen. */
final class InputTabs {
  /**
   * One way.
   *
   * @param id such as {@code draw}
   * @param icon of the page's sprite
   */
  record Tab(String id, String icon, String label, InputPanel panel) {}

  private final Bench bench;
  private final List<Tab> tabs;
  private final HTMLElement[] buttons;
  private final HTMLElement bar = Dom.el("div", "tabs");
  private int current = -1;

  InputTabs(Bench bench, List<Tab> tabs) {
    this.bench = bench;
    this.tabs = tabs;
    this.buttons = new HTMLElement[tabs.size()];
    bar.setAttribute("role", "tablist");
    bar.setAttribute("aria-label", Text.INPUT_WAYS);
    for (int i = 0; i < buttons.length; i++) {
      buttons[i] = add(tabs.get(i), i);
    }
    Dom.on(bar, "keydown", event -> moveBy(Dom.key(event)));
    bench.uploadWith(() -> select("upload"));
  }

  HTMLElement bar() {
    return bar;
  }

  InputPanel panel() {
    return tabs.get(current).panel();
  }

  void select(String id) {
    for (int i = 0; i < buttons.length; i++) {
      if (tabs.get(i).id().equals(id)) {
        select(i);
      }
    }
  }

  void select(int index) {
    if (index == current) {
      return;
    }
    if (current >= 0) {
      panel().leave();
    }
    current = index;
    for (int i = 0; i < buttons.length; i++) {
      boolean chosen = i == index;
      buttons[i].setAttribute("aria-selected", chosen ? "true" : "false");
      buttons[i].setTabIndex(chosen ? 0 : -1);
      Dom.show(tabs.get(i).panel().element(), chosen);
    }
    bench.forget(panel().hint());
    panel().enter();
  }

  private HTMLElement add(Tab tab, int index) {
    HTMLElement button = Dom.button("tab", tab.icon(), tab.label(), () -> select(index));
    button.setAttribute("role", "tab");
    button.setId("tab-" + tab.id());
    button.setAttribute("aria-controls", "panel-" + tab.id());
    HTMLElement panel = tab.panel().element();
    panel.setId("panel-" + tab.id());
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", "tab-" + tab.id());
    bar.appendChild(Dom.named(button, "tab-" + tab.id()));
    bench.stage().appendChild(panel);
    return button;
  }

  private void moveBy(String key) {
    int step = key.equals("ArrowRight") ? 1 : key.equals("ArrowLeft") ? -1 : 0;
    if (step != 0) {
      int next = (current + step + buttons.length) % buttons.length;
      select(next);
      buttons[next].focus();
    }
  }
}

package dev.hearth.app.ui.bench;

import dev.hearth.app.ui.kit.Dom;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** The ways to give an input, one of them chosen. */
public final class InputTabs {
  private final Bench bench;
  private final HTMLElement view;
  private final List<Tab> tabs = new ArrayList<>();
  private int current = -1;

  /**
   * Makes the tabs.
   *
   * @param view holds a button and a panel a tab
   */
  public InputTabs(Bench bench, HTMLElement view) {
    this.bench = bench;
    this.view = view;
    Dom.on(bar(), "keydown", event -> moveBy(Dom.key(event)));
    bench.uploadWith(() -> select("upload"));
  }

  private static final class Tab {
    final String id;
    final HTMLElement button;
    final HTMLElement element;
    final InputPanel panel;

    Tab(String id, HTMLElement view, InputPanel panel) {
      this.id = id;
      this.panel = panel;
      button = Dom.part(view, "#tab-" + id);
      element = Dom.part(view, "#panel-" + id);
    }
  }

  /** Adds the tab of that id at the end. */
  public void add(String id, InputPanel panel) {
    Tab tab = new Tab(id, view, panel);
    tabs.add(tab);
    bar().appendChild(tab.button);
    Dom.on(tab.button, "click", event -> select(id));
  }

  public InputPanel panel() {
    return tabs.get(current).panel;
  }

  public void select(String id) {
    for (int i = 0; i < tabs.size(); i++) {
      if (tabs.get(i).id.equals(id)) {
        select(i);
      }
    }
  }

  public void select(int index) {
    if (index == current) {
      return;
    }
    if (current >= 0) {
      panel().leave();
    }
    current = index;
    for (int i = 0; i < tabs.size(); i++) {
      Tab tab = tabs.get(i);
      boolean chosen = i == index;
      tab.button.setAttribute("aria-selected", chosen ? "true" : "false");
      tab.button.setTabIndex(chosen ? 0 : -1);
      Dom.show(tab.element, chosen);
    }
    bench.forget(panel().hint());
    panel().enter();
  }

  private HTMLElement bar() {
    return Dom.part(view, ".tabs");
  }

  private void moveBy(String key) {
    int step = key.equals("ArrowRight") ? 1 : key.equals("ArrowLeft") ? -1 : 0;
    if (step != 0) {
      int next = (current + step + tabs.size()) % tabs.size();
      select(next);
      tabs.get(next).button.focus();
    }
  }
}

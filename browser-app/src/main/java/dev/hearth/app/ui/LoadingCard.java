package dev.hearth.app.ui;

import dev.hearth.app.client.LoadingListener;
import dev.hearth.app.client.LoadingStage;
import org.teavm.jso.dom.html.HTMLElement;

/** How far a model is loaded, what comes next, and a way out. */
final class LoadingCard implements LoadingListener {
  private static final LoadingStage[] STAGES = LoadingStage.values();

  private final HTMLElement bar = Dom.el("span", "bar");
  private final HTMLElement track = Dom.el("div", "track", bar);
  private final HTMLElement figures = Dom.text("p", "figures", "\u00a0");
  private final HTMLElement steps = Dom.el("ol", "steps");
  private final HTMLElement[] items = new HTMLElement[STAGES.length];
  private final HTMLElement element = Dom.named(Dom.el("div", "loading"), "loading");

  LoadingCard(Action cancel) {
    track.setAttribute("role", "progressbar");
    track.setAttribute("aria-label", Text.LOADING);
    track.setAttribute("aria-valuemin", "0");
    track.setAttribute("aria-valuemax", "100");
    for (int i = 0; i < items.length; i++) {
      items[i] = Dom.text("li", "step", Text.stage(STAGES[i]));
      steps.appendChild(items[i]);
    }
    steps.appendChild(Dom.text("li", "step", Text.READY));
    HTMLElement stop = Dom.button("button", "close", Text.CANCEL, cancel);
    element.appendChild(Dom.text("h2", "", Text.LOADING));
    element.appendChild(steps);
    element.appendChild(track);
    element.appendChild(Dom.el("div", "loading-row", figures, Dom.named(stop, "cancel")));
    element.appendChild(Dom.text("p", "quiet", Text.CHECKED));
    onProgress(LoadingStage.MANIFEST, 0, 0);
  }

  HTMLElement element() {
    return element;
  }

  @Override
  public void onProgress(LoadingStage stage, long bytes, long totalBytes) {
    element.setAttribute("data-stage", stage.name());
    boolean done = true;
    for (int i = 0; i < items.length; i++) {
      boolean now = STAGES[i] == stage;
      done &= !now;
      items[i].setAttribute("data-step", now ? "now" : done ? "done" : "next");
      Dom.flag(items[i], "data-current", now);
    }
    if (totalBytes > 0) {
      double share = (double) bytes / totalBytes;
      Dom.setText(figures, Text.progress(bytes, totalBytes));
      Dom.style(bar, "--p", share);
      track.setAttribute("aria-valuenow", "" + (int) (share * 100));
    }
  }
}

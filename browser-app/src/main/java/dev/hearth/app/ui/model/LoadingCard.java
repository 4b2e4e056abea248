package dev.hearth.app.ui.model;

import dev.hearth.app.client.LoadingListener;
import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.predict.LoadingStage;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.NodeList;

/** How far a model is loaded, what comes next, and a way out. */
final class LoadingCard implements LoadingListener {
  private static final LoadingStage[] STAGES = LoadingStage.values();

  private final HTMLElement element = Dom.template("t-loading");
  private final NodeList<? extends HTMLElement> steps = element.querySelectorAll(".step");

  LoadingCard(Action cancel) {
    Dom.on(Dom.part(element, "button"), "click", event -> cancel.run());
    onProgress(LoadingStage.MANIFEST, 0, 0);
  }

  HTMLElement element() {
    return element;
  }

  @Override
  public void onProgress(LoadingStage stage, long bytes, long totalBytes) {
    element.setAttribute("data-stage", stage.name());
    boolean done = true;
    for (int i = 0; i < STAGES.length; i++) {
      boolean now = STAGES[i] == stage;
      done &= !now;
      steps.get(i).setAttribute("data-step", now ? "now" : done ? "done" : "next");
    }
    if (totalBytes > 0) {
      double share = (double) bytes / totalBytes;
      Dom.setText(element, ".figures", Text.progress(bytes, totalBytes));
      Dom.style(Dom.part(element, ".bar"), "--p", share);
      Dom.set(Dom.part(element, ".track"), "aria-valuenow", Math.floor(share * 100));
    }
  }
}

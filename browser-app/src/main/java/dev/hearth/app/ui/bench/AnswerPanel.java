package dev.hearth.app.ui.bench;

import dev.hearth.app.client.Plan;
import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.predict.Timings;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.NodeList;

/** The answer with what it took and where it ran, or how to get one. */
public final class AnswerPanel {
  private final HTMLElement element;
  private AnswerView view = new ClassesView();
  private boolean timed;

  /**
   * Makes an empty panel.
   *
   * @param modelView holds its element
   */
  public AnswerPanel(HTMLElement modelView) {
    element = Dom.part(modelView, ".answer-body");
    use(view);
  }

  public HTMLElement element() {
    return element;
  }

  /** Shows answers in another way from now on. */
  public void use(AnswerView other) {
    view = other;
    HTMLElement slot = Dom.part(element, ".answer-slot");
    slot.clear();
    slot.appendChild(other.element());
    HTMLElement settings = Dom.part(element, ".settings");
    HTMLElement controls = other.controls();
    Dom.part(settings, ".controls").clear();
    Dom.show(settings, controls != null);
    if (controls != null) {
      Dom.part(settings, ".controls").appendChild(controls);
    }
  }

  /** Shows where the model runs. */
  public void ran(Plan plan) {
    Dom.setText(element, ".backend", Text.backend(plan.provider(), plan.variant()));
  }

  /** Forgets the prediction, and says how to get one. */
  public void empty(String how) {
    view.clear();
    element.setAttribute("data-empty", "true");
    Dom.setText(element, ".hint", how);
    Dom.setText(element, ".times", "\u00a0");
    timed = false;
  }

  /** Takes the hint away: the view shows by itself what comes in. */
  public void begin() {
    element.setAttribute("data-empty", "false");
  }

  /** Shows a prediction. */
  public void show(Seen seen) {
    view.show(seen);
    shown(seen.timings());
  }

  /** Shows one of many that follow each other. */
  public void showLive(Seen seen) {
    view.showLive(seen);
    shown(seen.timings());
  }

  private void shown(Timings timings) {
    element.setAttribute("data-empty", "false");
    HTMLElement times = Dom.part(element, ".times");
    if (!timed) {
      timed = true;
      times.clear();
      times.appendChild(Dom.template("t-times"));
    }
    NodeList<? extends HTMLElement> parts = times.querySelectorAll(".part");
    Dom.setText(times, ".total", Format.ms(timings.totalMs()) + "\u00a0ms");
    Dom.setText(parts.get(0), Format.ms(timings.preprocessMs()));
    Dom.setText(parts.get(1), Format.ms(timings.runMs()));
    Dom.setText(parts.get(2), Format.ms(timings.postprocessMs()));
  }
}

package dev.hearth.app.ui.doctor;

import dev.hearth.app.client.Measuring;
import dev.hearth.app.client.Measuring.Candidate;
import dev.hearth.app.client.Measuring.Forecast;
import dev.hearth.app.client.Measuring.Rejection;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.manifest.ModelIndex.Entry;
import dev.hearth.runtime.InferenceException;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;

/** Where one model would run, and why there. */
final class PlanRow {
  private final HTMLElement element = Dom.template("t-doctor-plan");
  private final String model;

  PlanRow(Entry entry) {
    model = entry.name();
    element.setAttribute("data-testid", "plan-" + model);
    Dom.setText(element, "th", Words.say(entry.title()));
    set(".plan-chosen", Words.say("Looking"));
  }

  HTMLElement element() {
    return element;
  }

  /** Asks, blocking. */
  void look(Measuring measuring) {
    try {
      show(measuring.plan(model));
    } catch (InferenceException e) {
      set(".plan-chosen", Words.say("not known"));
      set(".plan-why", String.valueOf(e.getMessage()));
    }
  }

  private void show(Forecast plan) {
    Candidate chosen = plan.getChosen();
    set(".plan-chosen", chosen == null ? Words.say("nowhere") : way(chosen, plan.getThreads()));
    set(".plan-why", why(plan));
    set(".plan-next", next(plan));
  }

  private static String way(Candidate candidate, int threads) {
    String way = candidate.getProvider() + " \u00b7 " + candidate.getVariant();
    return threads > 1 ? Words.say("{0}, {1} threads", way, Integer.toString(threads)) : way;
  }

  private static String why(Forecast plan) {
    JSArrayReader<Rejection> rejected = plan.getRejected();
    if (rejected.getLength() == 0) {
      return Words.say("first choice");
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rejected.getLength(); i++) {
      Rejection one = rejected.get(i);
      out.append(i == 0 ? "" : "\n");
      out.append(Words.say("not {0}: {1}", way(one, 1), one.getReason()));
    }
    return out.toString();
  }

  private static String next(Forecast plan) {
    Candidate chosen = plan.getChosen();
    JSArrayReader<Candidate> all = plan.getCandidates();
    StringBuilder out = new StringBuilder();
    boolean after = false;
    for (int i = 0; chosen != null && i < all.getLength(); i++) {
      Candidate one = all.get(i);
      if (after) {
        out.append(out.length() == 0 ? "" : ", ").append(way(one, 1));
      }
      after |=
          one.getProvider().equals(chosen.getProvider())
              && one.getVariant().equals(chosen.getVariant());
    }
    return out.length() == 0 ? Words.say("nothing else") : out.toString();
  }

  private void set(String part, String text) {
    Dom.setText(element, part, text);
  }
}

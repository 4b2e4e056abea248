package dev.hearth.app.ui;

import dev.hearth.app.ui.Problem.Remedy;
import org.teavm.jso.dom.html.HTMLElement;

/** Shows a problem with the button that helps. */
final class ProblemBox {
  /** Does what a remedy says. */
  interface Healer {
    void heal(Remedy remedy);
  }

  private ProblemBox() {}

  /**
   * Returns an element that tells of a problem.
   *
   * @param healer called by the button, after which the element may be thrown away
   */
  static HTMLElement of(Problem problem, Healer healer) {
    HTMLElement box = Dom.named(Dom.el("div", "problem"), "problem");
    box.setAttribute("role", "alert");
    box.setAttribute("data-code", problem.code());
    box.appendChild(Dom.icon("alert"));
    HTMLElement words = Dom.el("div", "problem-words");
    words.appendChild(Dom.text("h2", "problem-title", problem.title()));
    words.appendChild(Dom.text("p", "", problem.help()));
    if (!problem.detail().isEmpty()) {
      HTMLElement detail = Dom.el("details", "problem-detail");
      detail.appendChild(Dom.text("summary", "", Text.DETAILS));
      detail.appendChild(Dom.text("code", "", problem.detail()));
      words.appendChild(detail);
    }
    words.appendChild(actions(problem.remedy(), healer));
    box.appendChild(words);
    return box;
  }

  private static HTMLElement actions(Remedy remedy, Healer healer) {
    HTMLElement actions = Dom.el("div", "actions");
    HTMLElement main = Dom.button("button primary", "", label(remedy), () -> healer.heal(remedy));
    actions.appendChild(Dom.named(main, "remedy"));
    if (remedy == Remedy.UPLOAD) {
      actions.appendChild(Dom.button("button", "", Text.RETRY, () -> healer.heal(Remedy.RETRY)));
    }
    return actions;
  }

  private static String label(Remedy remedy) {
    return switch (remedy) {
      case RETRY -> Text.RETRY;
      case RELOAD -> Text.RELOAD;
      case OTHER_BACKEND -> Text.OTHER_BACKEND;
      case ALL_MODELS -> Text.ALL_MODELS;
      case UPLOAD -> Text.USE_UPLOAD;
      case DISMISS -> Text.DISMISS;
    };
  }
}

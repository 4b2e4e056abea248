package dev.hearth.app.ui.kit;

import org.teavm.jso.dom.html.HTMLElement;

/** A button that asks once more before it does what cannot be taken back. */
public final class TwoStep {
  private TwoStep() {}

  /**
   * Makes a button ask first.
   *
   * @param button with a part {@code .label}
   * @param name what it does, for those who do not see what it stands beside
   */
  public static void attach(HTMLElement button, String name, Action action) {
    String label = Dom.text(button, ".label");
    button.setAttribute("aria-label", name);
    Dom.on(
        button,
        "click",
        event -> {
          if (button.hasAttribute("data-sure")) {
            Dom.flag(button, "disabled", true);
            action.run();
          } else {
            button.setAttribute("data-sure", "");
            button.setAttribute("aria-label", Text.sure(name));
            Dom.setText(button, ".label", Text.SURE);
          }
        });
    Dom.on(
        button,
        "blur",
        event -> {
          button.removeAttribute("data-sure");
          button.setAttribute("aria-label", name);
          Dom.setText(button, ".label", label);
        });
  }
}

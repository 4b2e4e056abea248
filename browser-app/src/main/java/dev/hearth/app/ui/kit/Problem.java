package dev.hearth.app.ui.kit;

import org.teavm.jso.dom.html.HTMLElement;

/**
 * Something that went wrong; the words for it are in the page's template of problems.
 *
 * @param code such as {@code NOT_AN_IMAGE}
 * @param detail the exact message, "" for none
 */
public record Problem(String code, String detail) {
  /** Does what the button of a problem says. */
  public interface Healer {
    /**
     * Heals.
     *
     * @param remedy {@code retry} to do the same again, {@code reload} to load the model again,
     *     {@code backend} to let the plan choose where it runs, {@code models} to go to the
     *     gallery, {@code upload} to give the input as a file, {@code close} to do nothing
     */
    void heal(String remedy);
  }

  /** Returns an element that tells of the problem, with the button that helps. */
  public HTMLElement show(Healer healer) {
    HTMLElement words = Dom.part(Dom.template("problems"), "[data-code=" + code + "]");
    HTMLElement box = Dom.template("t-problem");
    box.setAttribute("data-code", code);
    Dom.setText(box, ".problem-title", Dom.part(words, "dt").getTextContent());
    Dom.setText(box, ".problem-help", Dom.part(words, "dd").getTextContent());
    Dom.setText(box, "code", detail);
    HTMLElement details = Dom.part(box, "details");
    Dom.show(details, !detail.isEmpty());
    Dom.flag(details, "open", words.hasAttribute("data-open"));
    HTMLElement button = Dom.part(box, "button");
    Dom.setText(button, words.getAttribute("data-label"));
    String remedy = words.getAttribute("data-remedy");
    Dom.on(button, "click", event -> healer.heal(remedy));
    HTMLElement again = Dom.part(box, ".again");
    Dom.show(again, remedy.equals("upload"));
    Dom.on(again, "click", event -> healer.heal("retry"));
    return box;
  }
}

package dev.hearth.app.ui;

import dev.hearth.app.ui.kit.Dom;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The button that opens the site's links, where they do not fit beside each other. */
final class Menu {
  private final HTMLElement button;

  private Menu(HTMLElement button) {
    this.button = button;
  }

  /** Makes the button open the element after it, and whatever happens elsewhere close it. */
  static void attach(HTMLElement button) {
    Menu menu = new Menu(button);
    HTMLDocument document = HTMLDocument.current();
    Dom.on(document, "click", menu::clicked);
    Dom.on(document, "focusin", menu::focused);
    Dom.on(document, "keydown", menu::pressed);
  }

  // A link that was followed closes it too.
  private void clicked(JSObject event) {
    show(isIn(event, button) && !isOpen());
  }

  private void focused(JSObject event) {
    if (isOpen() && !isIn(event, button) && !isIn(event, Dom.byId("links"))) {
      show(false);
    }
  }

  private void pressed(JSObject event) {
    if (isOpen() && Dom.key(event).equals("Escape")) {
      show(false);
      button.focus();
    }
  }

  private boolean isOpen() {
    return "true".equals(button.getAttribute("aria-expanded"));
  }

  private void show(boolean open) {
    button.setAttribute("aria-expanded", open ? "true" : "false");
  }

  @JSBody(
      params = {"event", "element"},
      script = "return element.contains(event.target);")
  private static native boolean isIn(JSObject event, HTMLElement element);
}

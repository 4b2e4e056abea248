package dev.hearth.app.ui;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.events.EventTarget;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** Short words for building and watching elements. */
final class Dom {
  private Dom() {}

  /** Hears an event. Must not block. */
  @JSFunctor
  interface Listener extends JSObject {
    void handle(JSObject event);
  }

  static HTMLElement el(String tag, String className, HTMLElement... children) {
    HTMLElement element = HTMLDocument.current().createElement(tag);
    if (!className.isEmpty()) {
      element.setClassName(className);
    }
    for (HTMLElement child : children) {
      element.appendChild(child);
    }
    return element;
  }

  static HTMLElement text(String tag, String className, String text) {
    HTMLElement element = el(tag, className);
    element.setTextContent(text);
    return element;
  }

  /** Returns a button of that class whose text follows an icon of the page's sprite. */
  static HTMLElement button(String className, String icon, String label, Action action) {
    HTMLElement button = el("button", className);
    button.setAttribute("type", "button");
    label(button, icon, label);
    on(button, "click", event -> action.run());
    return button;
  }

  /** Gives a button or link its icon ("" for none) and text. */
  static void label(HTMLElement element, String icon, String label) {
    element.clear();
    if (!icon.isEmpty()) {
      element.appendChild(icon(icon));
    }
    element.appendChild(text("span", "label", label));
  }

  /** Returns a link inside the site, which the router follows without loading the page again. */
  static HTMLElement link(String className, String href, String label) {
    HTMLElement link = text("a", className, label);
    link.setAttribute("href", href);
    return link;
  }

  /** Names an element for tests. */
  static <E extends HTMLElement> E named(E element, String testId) {
    element.setAttribute("data-testid", testId);
    return element;
  }

  static void show(HTMLElement element, boolean shown) {
    element.setHidden(!shown);
  }

  static void disable(HTMLElement control, boolean disabled) {
    flag(control, "disabled", disabled);
  }

  /** Sets or removes an attribute that has no value. */
  static void flag(HTMLElement element, String attribute, boolean on) {
    if (on) {
      element.setAttribute(attribute, "");
    } else {
      element.removeAttribute(attribute);
    }
  }

  /** Sets text, touching the page only where it differs. */
  static void setText(HTMLElement element, String text) {
    if (!text.equals(element.getTextContent())) {
      element.setTextContent(text);
    }
  }

  static void on(EventTarget target, String type, Listener listener) {
    listen(target, type, listener);
  }

  static void off(EventTarget target, String type, Listener listener) {
    unlisten(target, type, listener);
  }

  static HTMLElement byId(String id) {
    return HTMLDocument.current().getElementById(id);
  }

  static HTMLElement root() {
    return HTMLDocument.current().getDocumentElement();
  }

  /** Sets a CSS custom property, which a strict content security policy lets scripts do. */
  @JSBody(
      params = {"element", "property", "value"},
      script = "element.style.setProperty(property, value);")
  static native void style(HTMLElement element, String property, double value);

  @JSBody(
      params = "name",
      script =
          "const ns = 'http://www.w3.org/2000/svg';"
              + "const svg = document.createElementNS(ns, 'svg');"
              + "svg.setAttribute('class', 'icon');"
              + "svg.setAttribute('aria-hidden', 'true');"
              + "const use = document.createElementNS(ns, 'use');"
              + "use.setAttribute('href', '#i-' + name);"
              + "svg.appendChild(use);"
              + "return svg;")
  static native HTMLElement icon(String name);

  @JSBody(params = "id", script = "return !!document.getElementById(id);")
  static native boolean exists(String id);

  /** Returns a copy of a template of the page. */
  @JSBody(
      params = "id",
      script = "return document.getElementById(id).content.firstElementChild.cloneNode(true);")
  static native HTMLElement template(String id);

  /** Returns a parameter of the page's address, "" without it. */
  @JSBody(params = "name", script = "return new URLSearchParams(location.search).get(name) || '';")
  static native String query(String name);

  @JSBody(params = "event", script = "event.preventDefault();")
  static native void preventDefault(JSObject event);

  @JSBody(params = "event", script = "return event.key || '';")
  static native String key(JSObject event);

  // Passive would be the default for wheel and touch on the document: all listeners may prevent.
  @JSBody(
      params = {"target", "type", "listener"},
      script = "target.addEventListener(type, listener, {passive: false});")
  private static native void listen(EventTarget target, String type, Listener listener);

  @JSBody(
      params = {"target", "type", "listener"},
      script = "target.removeEventListener(type, listener, {passive: false});")
  private static native void unlisten(EventTarget target, String type, Listener listener);
}

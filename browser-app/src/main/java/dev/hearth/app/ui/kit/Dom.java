package dev.hearth.app.ui.kit;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.events.EventTarget;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** Short words for the page's elements, which are copies of the templates in index.html. */
public final class Dom {
  private Dom() {}

  /** Hears an event. Must not block. */
  @JSFunctor
  public interface Listener extends JSObject {
    void handle(JSObject event);
  }

  /** Returns a copy of a template of the page. */
  @JSBody(
      params = "id",
      script = "return document.getElementById(id).content.firstElementChild.cloneNode(true);")
  public static native HTMLElement template(String id);

  @JSBody(params = "id", script = "return !!document.getElementById(id);")
  public static native boolean exists(String id);

  /** Returns the first element inside another one that a CSS selector fits. */
  @JSBody(
      params = {"element", "selector"},
      script = "return element.querySelector(selector);")
  public static native HTMLElement part(HTMLElement element, String selector);

  public static HTMLElement byId(String id) {
    return HTMLDocument.current().getElementById(id);
  }

  public static HTMLElement root() {
    return HTMLDocument.current().getDocumentElement();
  }

  @JSBody(
      params = {"element", "shown"},
      script = "element.hidden = !shown;")
  public static native void show(HTMLElement element, boolean shown);

  /** Sets or removes an attribute that has no value. */
  @JSBody(
      params = {"element", "attribute", "on"},
      script = "element.toggleAttribute(attribute, on);")
  public static native void flag(HTMLElement element, String attribute, boolean on);

  /** Puts an element at that place among another one's, unless it is there. */
  @JSBody(
      params = {"parent", "place", "child"},
      script =
          "const there = parent.children[place];"
              + "if (there !== child) parent.insertBefore(child, there || null);")
  public static native void put(HTMLElement parent, int place, HTMLElement child);

  /** Sets text, touching the page only where it differs. */
  @JSBody(
      params = {"element", "text"},
      script = "if (element.textContent !== text) element.textContent = text;")
  public static native void setText(HTMLElement element, String text);

  /** Returns the text of a part. */
  public static String text(HTMLElement element, String selector) {
    String text = part(element, selector).getTextContent();
    return text == null ? "" : text;
  }

  /** Sets the text of a part. */
  public static void setText(HTMLElement element, String selector, String text) {
    setText(part(element, selector), text);
  }

  /** Sets an attribute to a number. */
  @JSBody(
      params = {"element", "attribute", "value"},
      script = "element.setAttribute(attribute, value);")
  public static native void set(HTMLElement element, String attribute, double value);

  /** Sets a CSS custom property, which a strict content security policy lets scripts do. */
  @JSBody(
      params = {"element", "property", "value"},
      script = "element.style.setProperty(property, value);")
  public static native void style(HTMLElement element, String property, double value);

  // Passive would be the default for wheel and touch on the document: all listeners may prevent.
  @JSBody(
      params = {"target", "type", "listener"},
      script = "target.addEventListener(type, listener, {passive: false});")
  public static native void on(EventTarget target, String type, Listener listener);

  @JSBody(
      params = {"target", "type", "listener"},
      script = "target.removeEventListener(type, listener, {passive: false});")
  public static native void off(EventTarget target, String type, Listener listener);

  /** Returns a parameter of the page's address, "" without it. */
  @JSBody(params = "name", script = "return new URLSearchParams(location.search).get(name) || '';")
  public static native String query(String name);

  @JSBody(params = "event", script = "event.preventDefault();")
  public static native void preventDefault(JSObject event);

  @JSBody(params = "event", script = "return event.key || '';")
  public static native String key(JSObject event);

  /** Returns the value of an input or select. */
  @JSBody(params = "element", script = "return element.value;")
  public static native String value(HTMLElement element);

  @JSBody(params = "element", script = "return +element.value;")
  public static native double number(HTMLElement element);

  @JSBody(
      params = {"element", "value"},
      script = "element.value = value;")
  public static native void setNumber(HTMLElement element, double value);

  /** Writes a value for a query. Slashes need no escape there, and read better. */
  @JSBody(params = "value", script = "return encodeURIComponent(value).replaceAll('%2F', '/');")
  public static native String inQuery(String value);
}

package dev.hearth.app.ui.kit;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float64Array;

/** Mouse, finger or pen over an element. */
public final class Pointer {
  private Pointer() {}

  /**
   * Returns where the pointer was since the last event: x and y in turn, 0 to 1 over the element.
   */
  @JSBody(
      params = {"event", "element"},
      script =
          "const box = element.getBoundingClientRect();"
              + "const all = event.getCoalescedEvents ? event.getCoalescedEvents() : [];"
              + "const points = all.length ? all : [event];"
              + "const out = new Float64Array(points.length * 2);"
              + "for (let i = 0; i < points.length; i++) {"
              + "out[2 * i] = (points[i].clientX - box.left) / box.width;"
              + "out[2 * i + 1] = (points[i].clientY - box.top) / box.height; }"
              + "return out;")
  public static native Float64Array path(JSObject event, HTMLElement element);

  /** Gives all further events of this pointer to the element. */
  @JSBody(
      params = {"event", "element"},
      script = "try { element.setPointerCapture(event.pointerId); } catch (e) {}")
  public static native void capture(JSObject event, HTMLElement element);

  /** Returns true for the main button, a finger or a pen's tip, and the first of several. */
  @JSBody(params = "event", script = "return event.isPrimary && event.button === 0;")
  public static native boolean isMain(JSObject event);

  @JSBody(params = "event", script = "return event.isPrimary;")
  public static native boolean isPrimary(JSObject event);
}

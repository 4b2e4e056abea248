package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Pointer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float64Array;

/** A frame over a video that says which part the model reads; it can be moved and resized. */
final class Region {
  private static final double STEP = 0.02;

  private final Area area;
  private final Action onChange;
  private final HTMLElement frame;
  private final HTMLElement handle;
  private final HTMLElement element;
  private final HTMLElement slider;
  private boolean moving;
  private boolean resizing;
  private double grabX;
  private double grabY;

  /**
   * Shows an area.
   *
   * @param panel holds the frame of the video's own proportions, the region and its slider
   * @param onChange called when a person has changed the area
   */
  Region(HTMLElement panel, Area area, Action onChange) {
    this.area = area;
    this.onChange = onChange;
    frame = Dom.part(panel, ".frame");
    element = Dom.part(panel, ".region");
    handle = Dom.part(panel, ".region-handle");
    slider = Dom.part(panel, ".slider");
    Dom.on(slider, "input", event -> resize(Dom.number(slider) / 100));
    Dom.on(element, "pointerdown", this::down);
    Dom.on(element, "pointermove", this::move);
    Dom.on(element, "pointerup", event -> release());
    Dom.on(element, "pointercancel", event -> release());
    Dom.on(element, "keydown", this::key);
    place();
  }

  /** Shows the area where it is now. */
  void place() {
    Dom.style(frame, "--x", area.x() - area.width() / 2);
    Dom.style(frame, "--y", area.y() - area.height() / 2);
    Dom.style(frame, "--w", area.width());
    Dom.style(frame, "--h", area.height());
    Dom.setNumber(slider, area.size() * 100);
  }

  private void changed() {
    place();
    onChange.run();
  }

  private void resize(double to) {
    area.resize(to);
    changed();
  }

  private void down(JSObject event) {
    if (Pointer.isMain(event)) {
      Dom.preventDefault(event);
      Pointer.capture(event, element);
      element.focus();
      resizing = isOn(event, handle);
      moving = !resizing;
      Float64Array at = Pointer.path(event, frame);
      grabX = at.get(0) - area.x();
      grabY = at.get(1) - area.y();
    }
  }

  private void move(JSObject event) {
    if (!moving && !resizing) {
      return;
    }
    Float64Array at = Pointer.path(event, frame);
    int last = at.getLength() - 2;
    if (moving) {
      area.moveTo(at.get(last) - grabX, at.get(last + 1) - grabY);
    } else {
      area.reach(at.get(last), at.get(last + 1));
    }
    changed();
  }

  private void release() {
    moving = false;
    resizing = false;
  }

  private void key(JSObject event) {
    double x = area.x();
    double y = area.y();
    switch (Dom.key(event)) {
      case "ArrowLeft" -> area.moveTo(x - STEP, y);
      case "ArrowRight" -> area.moveTo(x + STEP, y);
      case "ArrowUp" -> area.moveTo(x, y - STEP);
      case "ArrowDown" -> area.moveTo(x, y + STEP);
      case "+", "=" -> area.resize(area.size() + STEP);
      case "-" -> area.resize(area.size() - STEP);
      default -> {
        return;
      }
    }
    Dom.preventDefault(event);
    changed();
  }

  @JSBody(
      params = {"event", "element"},
      script = "return event.target === element;")
  private static native boolean isOn(JSObject event, HTMLElement element);
}

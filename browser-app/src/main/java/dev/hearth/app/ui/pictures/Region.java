package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Pointer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float64Array;

/** A square over a video that says which part the model reads; it can be moved and resized. */
final class Region {
  private static final double LEAST = 0.2;
  private static final double STEP = 0.02;

  private final HTMLElement frame;
  private final HTMLElement handle;
  private final HTMLElement element;
  private final HTMLElement slider;
  private double ratio = 4.0 / 3;
  private double x = 0.5;
  private double y = 0.5;
  private double size;
  private boolean moving;
  private boolean resizing;
  private double grabX;
  private double grabY;

  /**
   * Makes a centred region.
   *
   * @param panel holds the frame of the video's own proportions, the region and its slider
   * @param size side of the square, as a share of the video's shorter side
   */
  Region(HTMLElement panel, double size) {
    this.size = size;
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

  /** Fits the region to a video of that many columns and rows. */
  void fit(int width, int height) {
    ratio = (double) width / height;
    Dom.style(frame, "--ratio", ratio);
    place();
  }

  /** Returns the side, as a share of the video's shorter side. */
  double size() {
    return size;
  }

  /** Returns the centre's column, as a share of the width. */
  double x() {
    return x;
  }

  /** Returns the centre's row, as a share of the height. */
  double y() {
    return y;
  }

  private double shareOfWidth() {
    return ratio > 1 ? size / ratio : size;
  }

  private double shareOfHeight() {
    return ratio > 1 ? size : size * ratio;
  }

  private void place() {
    x = within(x, shareOfWidth() / 2);
    y = within(y, shareOfHeight() / 2);
    Dom.style(element, "--x", x - shareOfWidth() / 2);
    Dom.style(element, "--y", y - shareOfHeight() / 2);
    Dom.style(element, "--w", shareOfWidth());
    Dom.setNumber(slider, size * 100);
  }

  private void resize(double to) {
    size = Math.max(LEAST, Math.min(1, to));
    place();
  }

  private void down(JSObject event) {
    if (Pointer.isMain(event)) {
      Dom.preventDefault(event);
      Pointer.capture(event, element);
      element.focus();
      resizing = isOn(event, handle);
      moving = !resizing;
      Float64Array at = Pointer.path(event, frame);
      grabX = at.get(0) - x;
      grabY = at.get(1) - y;
    }
  }

  private void move(JSObject event) {
    if (!moving && !resizing) {
      return;
    }
    Float64Array at = Pointer.path(event, frame);
    int last = at.getLength() - 2;
    if (moving) {
      x = at.get(last) - grabX;
      y = at.get(last + 1) - grabY;
      place();
    } else {
      double across = Math.abs(at.get(last) - x) * (ratio > 1 ? ratio : 1);
      double down = Math.abs(at.get(last + 1) - y) / (ratio > 1 ? 1 : ratio);
      resize(2 * Math.max(across, down));
    }
  }

  private void release() {
    moving = false;
    resizing = false;
  }

  private void key(JSObject event) {
    switch (Dom.key(event)) {
      case "ArrowLeft" -> x -= STEP;
      case "ArrowRight" -> x += STEP;
      case "ArrowUp" -> y -= STEP;
      case "ArrowDown" -> y += STEP;
      case "+", "=" -> resize(size + STEP);
      case "-" -> resize(size - STEP);
      default -> {
        return;
      }
    }
    Dom.preventDefault(event);
    place();
  }

  private static double within(double centre, double half) {
    return Math.max(half, Math.min(1 - half, centre));
  }

  @JSBody(
      params = {"event", "element"},
      script = "return event.target === element;")
  private static native boolean isOn(JSObject event, HTMLElement element);
}

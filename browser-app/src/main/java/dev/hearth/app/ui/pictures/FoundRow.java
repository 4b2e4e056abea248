package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.pictures.Found.Box;
import dev.hearth.app.ui.pictures.Found.Point;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;

/** One thing found: its box, and its line in the list; kept, so that focus stays. */
final class FoundRow {
  final HTMLElement box = Dom.template("t-box");
  final HTMLElement item = Dom.template("t-found");
  private final HTMLElement button = Dom.part(item, "button");
  private final HTMLElement name = Dom.part(box, ".box-name");
  private final Layer layer;
  private JSArrayReader<Point> points = Drawing.noPoints();
  private String text = "";
  private double x;
  private double y;
  private double width;
  private double height;
  private boolean pinned;

  FoundRow(Layer layer) {
    this.layer = layer;
    Dom.on(item, "pointerenter", event -> light(true));
    Dom.on(item, "pointerleave", event -> light(false));
    Dom.on(button, "focus", event -> light(true));
    Dom.on(button, "blur", event -> light(false));
    Dom.on(
        button,
        "click",
        event -> {
          pinned = !pinned;
          light(true);
        });
  }

  void show(Found found, int colour) {
    Box at = found.getBox();
    x = at.getX();
    y = at.getY();
    width = at.getWidth();
    height = at.getHeight();
    layer.place(box, x, y);
    Dom.style(box, "--w", width / layer.width());
    Dom.style(box, "--h", height / layer.height());
    Dom.set(box, "data-colour", colour);
    Dom.set(item, "data-colour", colour);
    String percent = Format.percent(found.getScore());
    text = Words.say("{0} {1}", found.getLabel(), percent);
    Dom.setText(name, text);
    Dom.flag(box, "data-low", y * 12 < layer.height());
    Dom.setText(item, ".found-label", found.getLabel());
    Dom.setText(item, ".found-score", percent);
    Dom.setText(
        item,
        ".found-place",
        Words.say(
            "{0} \u00d7 {1} px at {2}, {3}", whole(width), whole(height), whole(x), whole(y)));
    item.setAttribute("data-label", found.getLabel());
    Dom.set(item, "data-score", found.getScore());
    Dom.set(item, "data-x", x);
    Dom.set(item, "data-y", y);
    Dom.set(item, "data-width", width);
    Dom.set(item, "data-height", height);
    showPoints(Drawing.landmarks(found));
  }

  /** Paints the box into a copy of the picture. */
  void paint(CanvasRenderingContext2D copy) {
    double left = layer.isMirrored() ? layer.shown(x + width) : x;
    Drawing.box(copy, left, y, width, height, text, box);
    for (int i = 0; i < points.getLength(); i++) {
      Point point = points.get(i);
      Drawing.point(copy, layer.shown(point.getX()), point.getY(), box);
    }
  }

  private void showPoints(JSArrayReader<Point> landmarks) {
    points = landmarks;
    HTMLElement holder = Dom.part(box, ".box-points");
    for (int i = holder.getChildNodes().getLength(); i > landmarks.getLength(); i--) {
      holder.removeChild(holder.getLastChild());
    }
    for (int i = holder.getChildNodes().getLength(); i < landmarks.getLength(); i++) {
      holder.appendChild(Dom.template("t-point"));
    }
    for (int i = 0; i < landmarks.getLength(); i++) {
      HTMLElement dot = (HTMLElement) holder.getChildNodes().get(i);
      Point point = landmarks.get(i);
      dot.setAttribute("data-name", point.getName());
      Dom.style(dot, "--x", (point.getX() - x) / Math.max(1e-9, width));
      Dom.style(dot, "--y", (point.getY() - y) / Math.max(1e-9, height));
    }
  }

  /** Takes it out of the page. */
  void remove() {
    pinned = false;
    light(false);
    box.delete();
    item.delete();
  }

  private void light(boolean on) {
    button.setAttribute("aria-pressed", pinned ? "true" : "false");
    Dom.flag(box, "data-lit", on || pinned);
  }

  static String whole(double value) {
    return Integer.toString((int) (value + 0.5));
  }
}

package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Pointer;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.media.Pictures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float64Array;

/** A sheet of paper to draw on; predicted while the pen moves. */
final class DrawPanel implements InputPanel {
  private static final int SIZE = 512;
  private static final double PEN = 30;
  // What the model gets: a drawing has no finer detail, and fewer pixels are read sooner.
  private static final int SENT = 256;

  /** A place the pen touched, in canvas pixels; the first of a stroke begins it. */
  private static final class Point {
    final double x;
    final double y;
    final boolean first;

    Point(double x, double y, boolean first) {
      this.x = x;
      this.y = y;
      this.first = first;
    }
  }

  private final Bench bench;
  private final HTMLCanvasElement pad;
  private final CanvasRenderingContext2D ink;
  private final HTMLElement hint;
  private final HTMLElement clear;
  private final List<Point> points = new ArrayList<>();
  private boolean drawing;

  /**
   * Makes an empty sheet.
   *
   * @param anyPolarity true if the model reads light on dark as well: the sheet is dark then where
   *     the page is
   */
  DrawPanel(Bench bench, HTMLElement view, boolean anyPolarity) {
    this.bench = bench;
    pad = (HTMLCanvasElement) Dom.part(view, ".pad");
    hint = Dom.part(view, ".pad-hint");
    clear = Dom.part(view, "[data-testid=clear]");
    Dom.flag(pad, "data-follow-theme", anyPolarity);
    Dom.on(clear, "click", event -> clear());
    ink = (CanvasRenderingContext2D) pad.getContext("2d");
    Dom.on(pad, "pointerdown", this::down);
    Dom.on(pad, "pointermove", this::move);
    Dom.on(pad, "pointerup", this::up);
    Dom.on(pad, "pointercancel", this::up);
    showEmpty();
  }

  @Override
  public String hint() {
    return Text.DRAW_HINT;
  }

  @Override
  public void enter() {
    themeChanged();
  }

  @Override
  public void leave() {
    drawing = false;
  }

  @Override
  public void themeChanged() {
    paper();
    for (int i = 0; i < points.size(); i++) {
      draw(i);
    }
    predict();
  }

  private void clear() {
    points.clear();
    paper();
    showEmpty();
    bench.forget(hint());
  }

  private void showEmpty() {
    Dom.show(hint, points.isEmpty());
    Dom.flag(clear, "disabled", points.isEmpty());
  }

  private void down(JSObject event) {
    if (Pointer.isMain(event)) {
      Dom.preventDefault(event);
      Pointer.capture(event, pad);
      drawing = true;
      add(event, true);
      showEmpty();
    }
  }

  private void move(JSObject event) {
    if (drawing && Pointer.isPrimary(event)) {
      add(event, false);
    }
  }

  private void up(JSObject event) {
    if (drawing && Pointer.isPrimary(event)) {
      drawing = false;
      predict();
    }
  }

  private void add(JSObject event, boolean first) {
    Float64Array path = Pointer.path(event, pad);
    for (int i = 0; i < path.getLength(); i += 2) {
      points.add(new Point(path.get(i) * SIZE, path.get(i + 1) * SIZE, first && i == 0));
      draw(points.size() - 1);
    }
    predict();
  }

  private void paper() {
    ink.setFillStyle(computed(pad, "background-color"));
    ink.fillRect(0, 0, SIZE, SIZE);
    ink.setStrokeStyle(computed(pad, "color"));
    ink.setLineWidth(PEN);
    ink.setLineCap("round");
  }

  private void draw(int index) {
    Point to = points.get(index);
    Point from = to.first ? new Point(to.x - 0.1, to.y, true) : points.get(index - 1);
    ink.beginPath();
    ink.moveTo(from.x, from.y);
    ink.lineTo(to.x, to.y);
    ink.stroke();
  }

  private void predict() {
    if (!points.isEmpty()) {
      bench.predict(this::read);
    }
  }

  private @Nullable Seen read() {
    return points.isEmpty() ? null : bench.model().predict(Pictures.shrunk(pad, SENT), null);
  }

  @JSBody(
      params = {"element", "property"},
      script = "return getComputedStyle(element).getPropertyValue(property);")
  private static native String computed(HTMLElement element, String property);
}

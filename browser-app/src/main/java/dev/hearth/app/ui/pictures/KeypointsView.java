package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.pictures.Found.Point;
import dev.hearth.manifest.ModelManifest;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;

/** Points with names over the picture, joined as the manifest says, and a list of them. */
final class KeypointsView extends LaidOver {
  private static final double SURE_ENOUGH = 0.2;

  private final HTMLElement controls = Dom.template("t-least-score");
  private final HTMLElement skeleton = Dom.template("t-skeleton");
  private final HTMLElement lines = Dom.part(skeleton, "path");
  private final List<HTMLElement> dots = new ArrayList<>();
  private final List<HTMLElement> rows = new ArrayList<>();
  private final double[] edges;
  private final Slider least = new Slider(controls, SURE_ENOUGH, this::render);
  private JSArrayReader<Point> last = Drawing.noPoints();

  /** Makes an empty view. */
  KeypointsView(ModelManifest manifest) {
    super("t-keypoints");
    edges = manifest.postprocessing().numbers("edges");
    layer.fitted().appendChild(skeleton);
    HTMLElement list = Dom.part(element, ".found-list");
    for (int i = 0; i < manifest.labels().size(); i++) {
      String label = manifest.labels().get(i);
      HTMLElement dot = Dom.template("t-point");
      HTMLElement row = Dom.template("t-keypoint");
      Dom.set(dot, "data-colour", i % Layer.COLOURS);
      dot.setAttribute("data-name", label);
      Dom.set(row, "data-colour", i % Layer.COLOURS);
      row.setAttribute("data-name", label);
      Dom.setText(row, ".found-label", label);
      Dom.on(row, "pointerenter", event -> Dom.flag(dot, "data-lit", true));
      Dom.on(row, "pointerleave", event -> Dom.flag(dot, "data-lit", false));
      layer.fitted().appendChild(dot);
      list.appendChild(row);
      dots.add(dot);
      rows.add(row);
    }
    render();
  }

  @Override
  public HTMLElement controls() {
    return controls;
  }

  @Override
  public void sourceSize(int width, int height) {
    super.sourceSize(width, height);
    Drawing.viewBox(skeleton, width, height);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void show(Seen seen) {
    last = (JSArrayReader<Point>) seen.result();
    render();
    Announcer.say(Dom.text(element, ".found-count"));
  }

  @Override
  @SuppressWarnings("unchecked")
  public void showLive(Seen seen) {
    last = (JSArrayReader<Point>) seen.result();
    render();
  }

  @Override
  public void clear() {
    last = Drawing.noPoints();
    render();
  }

  @Override
  public void paint(CanvasRenderingContext2D copy) {
    double[] ends = ends();
    for (int i = 0; i < ends.length; i += 4) {
      Drawing.line(
          copy, layer.shown(ends[i]), ends[i + 1], layer.shown(ends[i + 2]), ends[i + 3], skeleton);
    }
    for (int i = 0; i < last.getLength(); i++) {
      if (isShown(i)) {
        Point point = last.get(i);
        Drawing.point(copy, layer.shown(point.getX()), point.getY(), dots.get(i));
      }
    }
  }

  private boolean isShown(int index) {
    return index < last.getLength() && last.get(index).getScore() >= least.value();
  }

  private void render() {
    int shown = 0;
    for (int i = 0; i < rows.size(); i++) {
      boolean on = isShown(i);
      Dom.show(dots.get(i), on);
      shown += on ? 1 : 0;
      if (i < last.getLength()) {
        Point point = last.get(i);
        layer.place(dots.get(i), point.getX(), point.getY());
      }
      fill(rows.get(i), i);
    }
    Drawing.lines(lines, ends());
    if (last.getLength() > 0) {
      answered();
    }
    Dom.setText(
        element,
        ".found-count",
        last.getLength() == 0
            ? "\u00a0"
            : Words.say(
                "{0} of {1} points", Integer.toString(shown), Integer.toString(rows.size())));
  }

  private void fill(HTMLElement row, int index) {
    boolean known = index < last.getLength();
    Dom.flag(row, "data-faint", !isShown(index));
    Dom.setText(row, ".found-score", known ? Format.percent(last.get(index).getScore()) : "");
    Dom.setText(
        row,
        ".found-place",
        known
            ? Words.say(
                "at {0}, {1}",
                FoundRow.whole(last.get(index).getX()), FoundRow.whole(last.get(index).getY()))
            : "\u00a0");
    if (known) {
      Dom.set(row, "data-x", last.get(index).getX());
      Dom.set(row, "data-y", last.get(index).getY());
      Dom.set(row, "data-score", last.get(index).getScore());
    }
  }

  /** Returns x, y, x, y of each line between two points that are shown. */
  private double[] ends() {
    double[] all = new double[edges.length * 2];
    int size = 0;
    for (int i = 0; i + 1 < edges.length; i += 2) {
      int from = (int) edges[i];
      int to = (int) edges[i + 1];
      if (isShown(from) && isShown(to)) {
        all[size++] = last.get(from).getX();
        all[size++] = last.get(from).getY();
        all[size++] = last.get(to).getX();
        all[size++] = last.get(to).getY();
      }
    }
    double[] out = new double[size];
    System.arraycopy(all, 0, out, 0, size);
    return out;
  }
}

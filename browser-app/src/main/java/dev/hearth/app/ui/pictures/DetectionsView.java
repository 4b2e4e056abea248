package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;

/** What a detector found: boxes over the picture, and a list of them beside it. */
final class DetectionsView extends LaidOver {
  /** What can be looked through in a list; of more only the boxes are shown. */
  private static final int MOST_LISTED = 100;

  /** Of more, names would hide the picture: only those pointed at are shown. */
  private static final int MOST_NAMED = 20;

  private final HTMLElement list = Dom.part(element, ".found-list");
  private final HTMLElement controls = Dom.template("t-thresholds");
  private final List<String> labels;
  private final List<FoundRow> rows = new ArrayList<>();
  private final Slider score;
  private final Slider iou;
  private final JSObject options = none();
  private final Action adjust;
  private JSArrayReader<Found> last = nothing();
  private boolean answered;
  private boolean moved;
  private int announced = -1;

  /**
   * Makes an empty view.
   *
   * @param adjust makes sense of the last prediction once more, by {@link #options}
   */
  DetectionsView(ModelManifest manifest, Action adjust) {
    super("t-detections");
    this.adjust = adjust;
    labels = manifest.labels();
    JsonObject settings = manifest.postprocessing();
    boolean suppressed = settings.has("nms");
    double iouThreshold =
        suppressed ? settings.object("nms").number("iouThreshold", 0.45) : Double.NaN;
    score =
        new Slider(
            Dom.part(controls, ".by-score"), settings.number("scoreThreshold", 0.5), this::adjust);
    iou = new Slider(Dom.part(controls, ".by-overlap"), iouThreshold, this::adjust);
    Dom.show(Dom.part(controls, ".by-overlap"), suppressed);
    set(options, score.value(), iou.value());
    clear();
  }

  @Override
  public HTMLElement controls() {
    return controls;
  }

  @Override
  public JSObject options() {
    return options;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void show(Seen seen) {
    last = (JSArrayReader<Found>) seen.result();
    answered = true;
    render();
    answered();
    Dom.set(element, "data-run-ms", seen.timings().runMs());
    String said = said();
    Dom.setText(element, ".found-count", said);
    if (last.getLength() != announced) {
      announced = last.getLength();
      Announcer.say(said);
    }
    if (moved) {
      adjust();
    }
  }

  @Override
  public void clear() {
    last = nothing();
    answered = false;
    announced = -1;
    render();
    Dom.setText(element, ".found-count", "\u00a0");
    Dom.show(Dom.part(element, ".found-none"), false);
  }

  @Override
  public void paint(CanvasRenderingContext2D copy) {
    for (int i = 0; i < last.getLength(); i++) {
      rows.get(i).paint(copy);
    }
  }

  // What is being predicted is not yet by a threshold that moves now.
  private void adjust() {
    set(options, score.value(), iou.value());
    moved = !answered;
    if (answered) {
      adjust.run();
    }
  }

  private String said() {
    int found = last.getLength();
    Dom.show(Dom.part(element, ".found-none"), found == 0);
    return found == 0
        ? Words.say("Nothing found")
        : Words.say("{0} found", Integer.toString(found));
  }

  private void render() {
    int found = last.getLength();
    Dom.flag(layer.element(), "data-crowd", found > MOST_NAMED);
    for (int i = 0; i < found; i++) {
      if (i == rows.size()) {
        rows.add(new FoundRow(layer));
      }
      FoundRow row = rows.get(i);
      row.show(last.get(i), colour(last.get(i).getLabel()));
      if (row.box.getParentNode() == null) {
        layer.fitted().appendChild(row.box);
      }
      if (i < MOST_LISTED && row.item.getParentNode() == null) {
        list.appendChild(row.item);
      }
    }
    for (int i = found; i < rows.size(); i++) {
      rows.get(i).remove();
    }
    int more = found - MOST_LISTED;
    HTMLElement rest = Dom.part(element, ".found-more");
    Dom.show(rest, more > 0);
    if (more > 0) {
      Dom.setText(
          rest, Words.say("{0} more are shown in the picture alone", Integer.toString(more)));
    }
  }

  private int colour(String label) {
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).equals(label)) {
        return i % Layer.COLOURS;
      }
    }
    return 0;
  }

  @JSBody(script = "return [];")
  private static native JSArrayReader<Found> nothing();

  @JSBody(script = "return {};")
  private static native JSObject none();

  // Live video reads them anew for each frame.
  @JSBody(
      params = {"options", "score", "iou"},
      script = "options.scoreThreshold = score; if (iou >= 0) options.iouThreshold = iou;")
  private static native void set(JSObject options, double score, double iou);
}

package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.manifest.ModelManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** The class of every pixel in colours over the picture, with a legend. */
final class MaskView extends LaidOver {
  private static final int OPAQUE = 0xff000000;

  private final HTMLElement controls = Dom.template("t-opacity");
  private final HTMLCanvasElement canvas = (HTMLCanvasElement) Dom.template("t-canvas-over");
  private final HTMLElement export = Dom.part(element, ".export");
  private final List<String> labels;
  private final HTMLElement[] rows;
  private final boolean[] hidden;
  private final Slider opacity;
  private @Nullable Segmentation last;

  /** Overlay of {@code Segmentation} of hearth.d.ts. */
  private interface Segmentation extends JSObject {
    @JSProperty
    double[] getShares();
  }

  /** Makes an empty view. */
  MaskView(ModelManifest manifest) {
    super("t-mask");
    labels = manifest.labels();
    rows = new HTMLElement[labels.size()];
    hidden = new boolean[labels.size()];
    layer.fitted().appendChild(canvas);
    opacity = new Slider(controls, 0.6, this::fade);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(i);
    }
    Dom.on(export, "click", event -> Drawing.save(canvas, manifest.name() + "-mask.png"));
    fade();
    clear();
  }

  private HTMLElement row(int index) {
    HTMLElement row = Dom.template("t-class");
    HTMLElement button = Dom.part(row, "button");
    row.setAttribute("data-label", labels.get(index));
    Dom.set(row, "data-colour", index % Layer.COLOURS);
    Dom.flag(row, "data-again", index / Layer.COLOURS % 2 == 1);
    Dom.setText(row, ".found-label", labels.get(index));
    hidden[index] = labels.get(index).equalsIgnoreCase("background");
    button.setAttribute("aria-pressed", hidden[index] ? "false" : "true");
    Dom.on(
        button,
        "click",
        event -> {
          hidden[index] = !hidden[index];
          button.setAttribute("aria-pressed", hidden[index] ? "false" : "true");
          colour();
        });
    return row;
  }

  @Override
  public HTMLElement controls() {
    return controls;
  }

  @Override
  public void show(Seen seen) {
    showLive(seen);
    HTMLElement first = Dom.part(element, ".legend > li");
    Announcer.say(
        Words.say("{0} {1}", Dom.text(first, ".found-label"), Dom.text(first, ".found-score")));
  }

  @Override
  public void showLive(Seen seen) {
    Segmentation now = (Segmentation) seen.result();
    last = now;
    legend(now.getShares());
    colour();
    Dom.show(canvas, true);
    Dom.flag(export, "disabled", false);
    answered();
  }

  @Override
  public void clear() {
    last = null;
    Dom.show(canvas, false);
    Dom.flag(export, "disabled", true);
    Dom.part(element, ".legend").clear();
  }

  @Override
  public void paint(CanvasRenderingContext2D copy) {
    if (last != null) {
      Drawing.over(copy, canvas, opacity.value(), layer.isMirrored());
    }
  }

  private void fade() {
    Dom.style(layer.element(), "--opacity", opacity.value());
  }

  /** Lists what is there, the largest share first. */
  private void legend(double[] shares) {
    HTMLElement legend = Dom.part(element, ".legend");
    boolean[] listed = new boolean[shares.length];
    int at = 0;
    while (true) {
      int best = -1;
      for (int i = 0; i < shares.length; i++) {
        if (!listed[i] && shares[i] > 0 && (best < 0 || shares[i] > shares[best])) {
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      listed[best] = true;
      HTMLElement row = rows[best];
      Dom.setText(row, ".found-score", Format.percent(shares[best]));
      Dom.set(row, "data-share", shares[best]);
      Dom.put(legend, at++, row);
    }
    while (legend.getChildNodes().getLength() > at) {
      legend.removeChild(legend.getLastChild());
    }
  }

  private void colour() {
    Segmentation mask = last;
    if (mask == null) {
      return;
    }
    int[] colours = new int[labels.size()];
    for (int i = 0; i < colours.length; i++) {
      boolean there = rows[i].getParentNode() != null;
      colours[i] = hidden[i] || !there ? 0 : OPAQUE | Drawing.colour(rows[i]);
    }
    Drawing.mask(canvas, mask, colours);
    canvas.setAttribute("aria-label", Words.say("Mask in the colours of the legend"));
  }
}

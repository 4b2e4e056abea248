package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.manifest.ModelManifest;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** The picture that a model made, over the one it was made from, with a slider between them. */
final class BeforeAfterView extends LaidOver {
  private final HTMLElement made = Dom.template("t-before-after");
  private final HTMLCanvasElement canvas = (HTMLCanvasElement) Dom.part(made, "canvas");
  private final HTMLElement slider = Dom.part(made, "input");
  private final HTMLElement save = Dom.part(element, ".export");
  private boolean shown;

  /** Overlay of {@code Picture} of hearth.d.ts. */
  private interface Made extends JSObject {
    @JSProperty
    int getWidth();

    @JSProperty
    int getHeight();
  }

  /** Makes an empty view. */
  BeforeAfterView(ModelManifest manifest) {
    super("t-made");
    layer.fitted().appendChild(made);
    layer.fitted().setAttribute("data-fit", fit(manifest));
    Dom.on(slider, "input", event -> divide());
    Dom.on(save, "click", event -> Drawing.save(canvas, manifest.name() + ".png"));
    divide();
    clear();
  }

  // Of a cut or padded picture, the model made a part or more than the picture.
  private static String fit(ModelManifest manifest) {
    var image = manifest.image();
    Fit fit = image == null ? Fit.STRETCH : image.fit();
    return fit == Fit.CROP ? "contain" : fit == Fit.PAD ? "cover" : "fill";
  }

  @Override
  public void sourceSize(int width, int height) {
    super.sourceSize(width, height);
    Dom.setText(element, ".size-before", size(width, height));
  }

  @Override
  public void show(Seen seen) {
    showLive(seen);
    Announcer.say(Words.say("The new picture is ready"));
  }

  @Override
  public void showLive(Seen seen) {
    Made result = (Made) seen.result();
    Drawing.picture(canvas, result);
    Dom.setText(element, ".size-after", size(result.getWidth(), result.getHeight()));
    shown = true;
    Dom.show(made, true);
    Dom.flag(save, "disabled", false);
    answered();
  }

  @Override
  public void clear() {
    shown = false;
    Dom.show(made, false);
    Dom.flag(save, "disabled", true);
    Dom.setText(element, ".size-before", "\u00a0");
    Dom.setText(element, ".size-after", "\u00a0");
  }

  @Override
  public void paint(CanvasRenderingContext2D copy) {
    if (shown) {
      Drawing.over(copy, canvas, 1, layer.isMirrored());
    }
  }

  private void divide() {
    Dom.style(made, "--split", Dom.number(slider) / 100);
  }

  private static String size(int width, int height) {
    return Words.say("{0} \u00d7 {1} px", Integer.toString(width), Integer.toString(height));
  }
}

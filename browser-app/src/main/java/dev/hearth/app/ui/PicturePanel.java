package dev.hearth.app.ui;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.media.Files;
import dev.hearth.app.ui.media.Picture;
import dev.hearth.app.ui.media.Pictures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A picture from a file, a drop, the clipboard or the samples. */
final class PicturePanel implements InputPanel {
  private static final double MOST_BYTES = 100e6;
  private static final double MOST_PIXELS = 64e6;

  private final Bench bench;
  private final HTMLElement picture = Dom.named(Dom.el("img", "picture"), "picture");
  private final HTMLElement prompt =
      Dom.el(
          "div",
          "prompt",
          Dom.icon("picture"),
          Dom.text("h2", "", Text.DROP_PICTURE),
          Dom.text("p", "", Text.DROP_PICTURE_HELP));
  private final HTMLElement choose =
      FileButton.of("button primary", Text.CHOOSE_PICTURE, "image/*", this::take);
  private final HTMLElement area = Dom.el("div", "picture-area", prompt, picture);
  private final HTMLElement element = Dom.el("div", "panel upload", area);
  private @Nullable Blob file;
  private String shownUrl = "";

  /**
   * Makes an empty panel.
   *
   * @param labels of the model: samples of other things are not offered
   */
  PicturePanel(Bench bench, List<String> labels) {
    this.bench = bench;
    picture.setAttribute("alt", Text.YOUR_PICTURE);
    Dom.show(picture, false);
    prompt.appendChild(choose);
    Samples.load(labels, samples -> element.appendChild(samples), this::take);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public String hint() {
    return Text.PICTURE_HINT;
  }

  @Override
  public void enter() {
    Blob held = file;
    if (held != null) {
      bench.predict(() -> read(held));
    }
  }

  @Override
  public void leave() {}

  /** Predicts a picture and shows it. */
  void take(Blob file) {
    bench.predict(() -> read(file));
  }

  private Seen read(Blob taken) {
    if (Files.size(taken) > MOST_BYTES) {
      throw new ProblemException(Problems.fileTooLarge());
    }
    Picture decoded = Pictures.decode(taken, e -> new ProblemException(Problems.notAnImage(e)));
    if ((double) decoded.getWidth() * decoded.getHeight() > MOST_PIXELS) {
      decoded.close();
      throw new ProblemException(Problems.pictureTooLarge());
    }
    show(taken);
    return bench.model().classifyImage(decoded);
  }

  private void show(Blob taken) {
    if (taken == file) {
      return;
    }
    if (!shownUrl.isEmpty()) {
      Pictures.revoke(shownUrl);
    }
    file = taken;
    shownUrl = Pictures.objectUrl(taken);
    picture.setAttribute("src", shownUrl);
    Dom.show(picture, true);
    Dom.show(prompt, false);
    choose.setClassName("button float");
    Dom.setText(choose.querySelector(".label"), Text.CHOOSE_ANOTHER);
    area.appendChild(choose);
  }
}

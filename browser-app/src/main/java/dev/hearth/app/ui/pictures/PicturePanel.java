package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.FileChooser;
import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.media.Files;
import dev.hearth.app.ui.media.Picture;
import dev.hearth.app.ui.media.Pictures;
import dev.hearth.image.ExifOrientation;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.js.Blobs;
import dev.hearth.manifest.ModelManifest;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A picture from a file, a drop, the clipboard or the samples. */
final class PicturePanel implements InputPanel {
  private static final double MOST_BYTES = 100e6;
  private static final double MOST_PIXELS = 64e6;

  private final Bench bench;
  private final PictureAnswer answer;
  private final HTMLElement area;
  private final FileChooser chooser;
  private final boolean asStored;
  private @Nullable Blob file;
  private String shownUrl = "";

  /**
   * Makes an empty panel.
   *
   * @param answer is laid over the picture
   * @param manifest of the model: samples of what has none of its labels are not offered
   * @param image says whether the model takes pictures as they are stored, and so they are shown
   */
  PicturePanel(
      Bench bench,
      HTMLElement view,
      PictureAnswer answer,
      ModelManifest manifest,
      ImagePreprocessing image) {
    this.bench = bench;
    this.answer = answer;
    asStored = image.asStored();
    area = Dom.part(view, ".picture-area");
    Dom.flag(area, "data-as-stored", asStored);
    chooser = new FileChooser(area, this::take, this::takeSeveral);
    HTMLElement form = Dom.part(view, ".from-address");
    Dom.on(form, "submit", event -> fetch(event, Dom.part(form, ".field")));
    Samples.load(manifest.labels(), Dom.part(view, ".samples"), this::take);
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

  /** Predicts several pictures: together if the answer is about that, else as a batch. */
  void takeSeveral(JSArrayReader<Blob> files) {
    if (!answer.takeSeveral(files)) {
      bench.predictBatch(files);
    }
  }

  private void fetch(JSObject event, HTMLElement field) {
    Dom.preventDefault(event);
    String address = Dom.value(field);
    if (!address.isEmpty()) {
      bench.predict(() -> read(Addresses.fetch(address)));
    }
  }

  private Seen read(Blob taken) {
    if (Files.size(taken) > MOST_BYTES) {
      throw new ProblemException("FILE_TOO_LARGE", "");
    }
    Picture decoded =
        Pictures.decode(taken, e -> new ProblemException("NOT_AN_IMAGE", e.getMessage()));
    if ((double) decoded.getWidth() * decoded.getHeight() > MOST_PIXELS) {
      decoded.close();
      throw new ProblemException("PICTURE_TOO_LARGE", "");
    }
    show(taken);
    area.appendChild(answer.over());
    boolean turned = asStored && ExifOrientation.of(Blobs.bytes(taken).toJavaArray()).transposes();
    answer.sourceSize(
        turned ? decoded.getHeight() : decoded.getWidth(),
        turned ? decoded.getWidth() : decoded.getHeight());
    decoded.close();
    return bench.model().predict(taken, answer.options());
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
    HTMLElement picture = Dom.part(area, ".picture");
    picture.setAttribute("src", shownUrl);
    Dom.show(picture, true);
    chooser.moveOver(area);
  }
}

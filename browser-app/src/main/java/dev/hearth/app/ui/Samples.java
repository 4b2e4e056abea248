package dev.hearth.app.ui;

import dev.hearth.app.ui.media.Pictures;
import dev.hearth.js.Promises;
import dev.hearth.js.Tasks;
import java.util.List;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** The sample pictures of the site that show something the model knows. */
final class Samples {
  private static final String FOLDER = "samples/";

  private Samples() {}

  /** Overlay of an entry of {@code samples/index.json}. */
  interface Sample extends JSObject {
    @JSProperty
    String getFile();

    @JSProperty
    String getLabel();
  }

  /**
   * Gives a row of samples, unless there are none.
   *
   * @param onRow gets the row once it is known
   * @param onPicture gets the picture a person chose; called in a thread
   */
  static void load(List<String> labels, Consumer<HTMLElement> onRow, Consumer<Blob> onPicture) {
    Tasks.start(
        () -> {
          JSArrayReader<Sample> all = Promises.await(index(FOLDER + "index.json"));
          HTMLElement row = Dom.el("div", "samples", Dom.text("p", "", Text.SAMPLES));
          HTMLElement list = Dom.el("div", "sample-list");
          for (int i = 0; i < all.getLength(); i++) {
            if (isOneOf(labels, all.get(i).getLabel())) {
              list.appendChild(button(all.get(i), onPicture));
            }
          }
          if (list.hasChildNodes()) {
            row.appendChild(list);
            onRow.accept(row);
          }
        },
        failure -> {});
  }

  private static HTMLElement button(Sample sample, Consumer<Blob> onPicture) {
    HTMLElement image = Dom.el("img", "");
    image.setAttribute("src", FOLDER + sample.getFile());
    image.setAttribute("alt", Text.sample(sample.getLabel()));
    HTMLElement button = Dom.named(Dom.el("button", "sample", image), "sample");
    button.setAttribute("type", "button");
    button.setAttribute("data-label", sample.getLabel());
    Dom.on(
        button,
        "click",
        event ->
            Tasks.start(
                () -> onPicture.accept(Pictures.fetch(FOLDER + sample.getFile())), failure -> {}));
    return button;
  }

  @JSBody(params = "url", script = "return fetch(url).then(r => r.ok ? r.json() : []);")
  private static native JSPromise<JSArrayReader<Sample>> index(String url);

  // List.contains would bring the equals of every class that is ever in a list.
  private static boolean isOneOf(List<String> labels, String label) {
    for (String one : labels) {
      if (one.equals(label)) {
        return true;
      }
    }
    return false;
  }
}

package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Text;
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
  private static final String OWN = "data-own";

  private Samples() {}

  /** Overlay of an entry of {@code samples/index.json}. */
  interface Sample extends JSObject {
    @JSProperty
    String getFile();

    @JSProperty
    String getLabel();
  }

  /**
   * Fills a row with samples and shows it, unless there are none.
   *
   * @param onPicture gets the picture a person chose; called in a thread
   */
  static void load(List<String> labels, HTMLElement row, Consumer<Blob> onPicture) {
    Tasks.start(
        () -> {
          JSArrayReader<Sample> all = Promises.await(index(FOLDER + "index.json"));
          for (int i = 0; i < all.getLength() && !row.hasAttribute(OWN); i++) {
            Sample sample = all.get(i);
            if (isOneOf(labels, sample.getLabel())) {
              String url = FOLDER + sample.getFile();
              Dom.part(row, ".sample-list").appendChild(button(url, sample.getLabel(), onPicture));
              Dom.show(row, true);
            }
          }
        },
        failure -> {});
  }

  /**
   * Fills a row with the samples that the site's deployer has chosen, in place of the others.
   *
   * @param urls none leaves the row as it is
   */
  static void show(List<String> urls, HTMLElement row, Consumer<Blob> onPicture) {
    for (String url : urls) {
      Dom.flag(row, OWN, true);
      String file = url.substring(url.lastIndexOf('/') + 1);
      int end = file.lastIndexOf('.');
      String label = end > 0 ? file.substring(0, end) : file;
      Dom.part(row, ".sample-list").appendChild(button(url, label, onPicture));
      Dom.show(row, true);
    }
  }

  private static HTMLElement button(String url, String label, Consumer<Blob> onPicture) {
    HTMLElement button = Dom.template("t-sample");
    button.setAttribute("data-label", label);
    HTMLElement image = Dom.part(button, "img");
    // A page that is isolated takes no picture of another site without its leave.
    image.setAttribute("crossorigin", "anonymous");
    image.setAttribute("src", url);
    image.setAttribute("alt", Text.sample(label));
    Dom.on(
        button,
        "click",
        event -> Tasks.start(() -> onPicture.accept(Pictures.fetch(url)), failure -> {}));
    return button;
  }

  // List.contains would bring the equals of every class that is ever in a list.
  private static boolean isOneOf(List<String> labels, String label) {
    for (String one : labels) {
      if (one.equals(label)) {
        return true;
      }
    }
    return false;
  }

  @JSBody(params = "url", script = "return fetch(url).then(r => r.ok ? r.json() : []);")
  private static native JSPromise<JSArrayReader<Sample>> index(String url);
}

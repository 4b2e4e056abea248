package dev.hearth.app.ui;

import dev.hearth.app.ui.Problem.Remedy;
import dev.hearth.js.Http;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelIndex.Entry;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

/** The models of this site, a card each. */
final class GalleryView implements View {
  private static final int PLACEHOLDERS = 2;

  private final Consumer<Route> go;
  private final HTMLElement cards = Dom.named(Dom.el("ul", "cards"), "gallery");
  private final HTMLElement element;
  private boolean left;

  /**
   * Begins to read the index.
   *
   * @param go opens a route
   */
  GalleryView(Consumer<Route> go) {
    this.go = go;
    element =
        Dom.el(
            "div",
            "gallery",
            Dom.text("h1", "", Text.GALLERY_TITLE),
            Dom.text("p", "lead", Text.GALLERY_LEAD),
            cards,
            other());
    load();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    left = true;
  }

  private void load() {
    Dom.root().setAttribute("data-state", "loading");
    cards.clear();
    for (int i = 0; i < PLACEHOLDERS; i++) {
      cards.appendChild(Dom.el("li", "card ghost"));
    }
    Tasks.start(() -> show(read()), this::failed);
  }

  // A site without an index has no models.
  private static ModelIndex read() {
    try {
      return ModelIndex.parse(Http.text("models/index.json"));
    } catch (InferenceException e) {
      if (e.code() == Code.MODEL_NOT_FOUND) {
        return ModelIndex.parse("{\"models\": []}");
      }
      throw e;
    }
  }

  private void show(ModelIndex index) {
    if (left) {
      return;
    }
    cards.clear();
    for (Entry entry : index.models()) {
      cards.appendChild(card(entry));
    }
    if (index.models().isEmpty()) {
      cards.appendChild(
          Dom.el(
              "li",
              "card none",
              Dom.text("h2", "", Text.GALLERY_EMPTY),
              Dom.text("p", "", Text.GALLERY_EMPTY_HELP)));
    }
    Dom.root().setAttribute("data-state", "gallery");
  }

  private void failed(RuntimeException failure) {
    if (left) {
      return;
    }
    cards.clear();
    cards.appendChild(
        Dom.el("li", "card none", ProblemBox.of(Problems.ofLoading(failure), this::heal)));
    Dom.root().setAttribute("data-state", "failed");
  }

  private void heal(Remedy remedy) {
    load();
  }

  private static HTMLElement card(Entry entry) {
    HTMLElement link = Dom.link("card-link", new Route(entry.name(), "").href(), entry.title());
    HTMLElement card =
        Dom.el(
            "li",
            "card",
            art(entry),
            Dom.el("h2", "card-title", link),
            Dom.text("p", "card-about", entry.description()),
            Dom.el(
                "p",
                "card-facts",
                Dom.text("span", "chip", Text.task(entry.task())),
                Dom.text("span", "size", Format.size(entry.bytes()))));
    return Dom.named(card, "card-" + entry.name());
  }

  private static HTMLElement art(Entry entry) {
    String own = "art-" + entry.name();
    return Dom.template(Dom.exists(own) ? own : "art-" + entry.task().id());
  }

  private HTMLElement other() {
    HTMLInputElement address = (HTMLInputElement) Dom.el("input", "field");
    address.setType("text");
    address.setPlaceholder("models/mnist-8/1.0.0/manifest.json");
    address.setId("address");
    Dom.flag(address, "required", true);
    Dom.named(address, "address");
    HTMLElement label = Dom.text("label", "", Text.OPEN_OTHER_LABEL);
    label.setAttribute("for", "address");
    HTMLElement open = Dom.text("button", "button", Text.OPEN);
    HTMLElement form = Dom.el("form", "address-form", label, address, open);
    Dom.on(
        form,
        "submit",
        event -> {
          Dom.preventDefault(event);
          go.accept(new Route(address.getValue().trim(), ""));
        });
    return Dom.el(
        "section",
        "other",
        Dom.text("h2", "", Text.OPEN_OTHER),
        Dom.text("p", "", Text.OPEN_OTHER_HELP),
        form);
  }
}

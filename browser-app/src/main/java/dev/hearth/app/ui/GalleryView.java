package dev.hearth.app.ui;

import dev.hearth.app.client.Offline;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.Site;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Http;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelIndex.Entry;
import dev.hearth.manifest.Task;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.HTMLElement;

/** The models of this site, a card each. */
final class GalleryView implements View {
  private static final int PLACEHOLDERS = 2;

  private final HTMLElement element = Dom.template("t-gallery");
  private final HTMLElement cards = Dom.part(element, ".cards");
  private final List<OfflineMark> marks = new ArrayList<>();
  private boolean left;

  /**
   * Begins to read the index.
   *
   * @param go opens a route
   */
  GalleryView(Consumer<Route> go) {
    Dom.on(
        Dom.part(element, "form"),
        "submit",
        event -> {
          Dom.preventDefault(event);
          go.accept(Route.to(Dom.value(Dom.part(element, ".field")).trim()));
        });
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

  @Override
  public void installed() {
    look();
  }

  private void load() {
    Dom.root().setAttribute("data-state", "loading");
    cards.clear();
    for (int i = 0; i < PLACEHOLDERS; i++) {
      cards.appendChild(Dom.template("t-ghost"));
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
    marks.clear();
    for (Entry entry : Site.settings().shown(index)) {
      HTMLElement card = card(entry);
      cards.appendChild(card);
      marks.add(new OfflineMark(card, entry));
    }
    if (marks.isEmpty()) {
      cards.appendChild(Dom.template("t-none"));
    }
    Dom.root().setAttribute("data-state", "gallery");
    look();
  }

  // One after the other, so that many cards do not ask for everything at once.
  private void look() {
    Tasks.start(
        () -> {
          if (Offline.isInstalled()) {
            for (OfflineMark mark : List.copyOf(marks)) {
              mark.look();
            }
          }
        },
        failure -> {});
  }

  private void failed(RuntimeException failure) {
    if (left) {
      return;
    }
    cards.clear();
    HTMLElement card = Dom.template("t-none");
    card.clear();
    card.appendChild(Problems.ofLoading(failure).show(remedy -> load()));
    cards.appendChild(card);
    Dom.root().setAttribute("data-state", "failed");
  }

  private static HTMLElement card(Entry entry) {
    HTMLElement card = Dom.template("t-card");
    card.setAttribute("data-testid", "card-" + entry.name());
    card.insertBefore(art(entry), card.getFirstChild());
    HTMLElement link = Dom.part(card, "a");
    link.setAttribute("href", Route.to(entry.name()).href());
    Dom.setText(link, Words.say(entry.title()));
    Dom.setText(card, ".card-about", Words.say(entry.description()));
    Dom.setText(card, ".chip", Text.task(entry.task()));
    Dom.setText(card, ".size", Format.size(entry.bytes()));
    return card;
  }

  private static HTMLElement art(Entry entry) {
    for (String own : new String[] {entry.name(), entry.task().id()}) {
      if (Dom.exists("art-" + own)) {
        return Dom.template("art-" + own);
      }
    }
    String ofTask = "art-" + entry.task().id();
    if (Dom.exists(ofTask)) {
      return Dom.template(ofTask);
    }
    Task like =
        switch (entry.task().input()) {
          case IMAGE -> Task.IMAGE_CLASSIFICATION;
          case AUDIO -> Task.AUDIO_CLASSIFICATION;
          default -> Task.TENSORS;
        };
    return Dom.template("art-" + like.id());
  }
}

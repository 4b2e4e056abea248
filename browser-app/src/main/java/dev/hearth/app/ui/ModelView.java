package dev.hearth.app.ui;

import dev.hearth.app.client.ModelLocator;
import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.ui.Problem.Remedy;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** One model: loaded, then used. */
final class ModelView implements View {
  private final Route route;
  private final Consumer<Route> go;
  private final ResultPanel results = new ResultPanel();
  private final HTMLElement title = Dom.text("h1", "model-title", "\u00a0");
  private final HTMLElement lead = Dom.text("p", "lead", "\u00a0");
  private final HTMLElement input = Dom.el("section", "input-slot");
  private final HTMLElement answer = Dom.el("aside", "answer");
  private final HTMLElement element;
  private @Nullable RemoteModel model;
  private @Nullable TaskView task;

  /**
   * Begins to load a model.
   *
   * @param go opens another route
   */
  ModelView(Route route, Consumer<Route> go) {
    this.route = route;
    this.go = go;
    title.setTextContent(route.model());
    answer.setAttribute("aria-label", Text.PREDICTION);
    element =
        Dom.el(
            "div",
            "model",
            Dom.el("div", "model-head", title, lead),
            Dom.el("div", "workbench", input, answer));
    load();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    TaskView oldTask = task;
    task = null;
    if (oldTask != null) {
      oldTask.leave();
    }
    RemoteModel oldModel = model;
    model = null;
    if (oldModel != null) {
      oldModel.close();
    }
  }

  private void load() {
    leave();
    Dom.root().setAttribute("data-state", "loading");
    results.empty(Text.LOADING_HINT);
    answer.clear();
    answer.appendChild(results.element());
    LoadingCard card = new LoadingCard(this::cancel);
    fill(card.element());
    RemoteModel loading = RemoteModel.start(card);
    model = loading;
    Tasks.start(
        () -> {
          String url = ModelLocator.manifestUrl(route.model());
          loading.open(url, route.provider());
          if (loading == model) {
            opened(loading, url);
          }
        },
        failure -> {
          if (loading == model) {
            failed(failure);
          }
        });
  }

  private void cancel() {
    leave();
    failed(new InferenceException(Code.CANCELLED, ""));
  }

  private void failed(RuntimeException failure) {
    leave();
    Dom.root().setAttribute("data-state", "failed");
    fill(Dom.el("div", "stage empty", ProblemBox.of(Problems.ofLoading(failure), this::heal)));
  }

  private void heal(Remedy remedy) {
    switch (remedy) {
      case RETRY, RELOAD -> load();
      case OTHER_BACKEND -> {
        if (route.provider().isEmpty()) {
          load();
        } else {
          go.accept(new Route(route.model(), ""));
        }
      }
      default -> go.accept(Route.GALLERY);
    }
  }

  private void opened(RemoteModel opened, String url) {
    ModelManifest manifest = opened.manifest();
    title.setTextContent(manifest.title());
    lead.setTextContent(manifest.description());
    HTMLDocument.current().setTitle(Text.title(manifest.title()));
    results.ran(opened.plan());
    DetailsPanel details = new DetailsPanel(opened, results, url);
    Bench bench = new Bench(opened, results, details::show, this::heal);
    ImagePreprocessing image = manifest.image();
    AudioPreprocessing audio = manifest.audio();
    switch (manifest.task()) {
      case IMAGE_CLASSIFICATION -> {
        if (image != null) {
          use(ImageTask.open(bench, manifest, image));
        }
      }
      case AUDIO_CLASSIFICATION -> {
        if (audio != null) {
          use(AudioTask.open(bench, audio));
        }
      }
      case TENSORS -> {
        answer.clear();
        fill(TensorsPanel.of(manifest));
        details.tensors(Text.INPUTS, manifest.inputs());
        details.tensors(Text.OUTPUTS, manifest.outputs());
        Dom.flag(details.element(), "open", true);
      }
    }
    answer.appendChild(details.element());
    Dom.root().setAttribute("data-state", "ready");
    Announcer.say(manifest.title() + ": " + Text.READY);
  }

  private void use(TaskView view) {
    task = view;
    fill(view.element());
    view.enter();
  }

  private void fill(HTMLElement content) {
    input.clear();
    input.appendChild(content);
  }
}

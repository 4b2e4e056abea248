package dev.hearth.app.ui.model;

import dev.hearth.app.client.Offline;
import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.client.Runs;
import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.AnswerPanel;
import dev.hearth.app.ui.bench.AnswerView;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Platform;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** One model: loaded, then used. */
public final class ModelView implements View {
  /** Loads a model, blocking. */
  public interface Opener {
    void open(RemoteModel loading);
  }

  private static final String VERSION_NOT_FOUND = "VERSION_NOT_FOUND";

  private final Route route;
  private final Consumer<Route> go;
  private final HTMLElement element = Dom.template("t-model");
  private final HTMLElement input = Dom.part(element, ".input-slot");
  private final HTMLElement answer = Dom.part(element, ".answer");
  private final AnswerPanel results = new AnswerPanel(element);
  private final Opener opener;
  private final @Nullable JSObject source;
  private @Nullable RemoteModel model;
  private @Nullable TaskView task;
  private @Nullable DetailsPanel details;
  private boolean withdrawn;
  private String doubt = "";

  /**
   * Begins to load a model.
   *
   * @param go opens another route
   */
  public ModelView(Route route, Consumer<Route> go) {
    this(
        route,
        go,
        loading -> {
          checkSite(route.model());
          loading.open(route.model(), route.provider(), route.version());
        },
        null);
  }

  /**
   * Begins to load a model in another way than by its address.
   *
   * @param go opens another route
   * @param source what the opener opens, as hearth.js takes it, for batches; null for the address
   */
  public ModelView(Route route, Consumer<Route> go, Opener opener, @Nullable JSObject source) {
    this.route = route;
    this.go = go;
    this.opener = opener;
    this.source = source;
    Dom.setText(element, "h1", route.title());
    load();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    leaveTask();
    withdrawn = false;
    RemoteModel oldModel = model;
    model = null;
    if (oldModel != null) {
      oldModel.close();
    }
  }

  private void leaveTask() {
    TaskView oldTask = task;
    task = null;
    if (oldTask != null) {
      oldTask.leave();
    }
  }

  private void load() {
    leave();
    Dom.root().setAttribute("data-state", "loading");
    beginAnew();
    LoadingCard card = new LoadingCard(this::cancel);
    fill(card.element());
    RemoteModel loading = RemoteModel.start(card, this::versionChanged);
    model = loading;
    Tasks.start(
        () -> {
          opener.open(loading);
          if (loading == model) {
            opened(loading);
            if (!loading.url().isEmpty()) {
              remember(loading.url());
            }
          }
        },
        failure -> {
          if (loading == model) {
            failed(failure);
          }
        });
  }

  private void beginAnew() {
    results.empty(Text.LOADING_HINT);
    answer.clear();
    details = null;
    answer.appendChild(results.element());
  }

  // A model that cannot be kept works as before, and the gallery says what it lacks.
  private static void remember(String manifestUrl) {
    Tasks.start(() -> Offline.remember(manifestUrl), failure -> {});
  }

  private void cancel() {
    leave();
    failed(new InferenceException(Code.CANCELLED, ""));
  }

  private void failed(RuntimeException failure) {
    leave();
    tell(failure);
  }

  private void tell(RuntimeException failure) {
    Dom.root().setAttribute("data-state", "failed");
    HTMLElement stage = Dom.template("t-failed");
    stage.appendChild(problem(failure).show(this::heal));
    fill(stage);
  }

  private Problem problem(RuntimeException failure) {
    Problem problem = Problems.ofLoading(failure);
    boolean noSuch =
        failure instanceof InferenceException e
            && (e.code() == Code.MODEL_NOT_FOUND || e.code() == Code.INVALID_INPUT);
    return noSuch && !route.version().isEmpty()
        ? new Problem(VERSION_NOT_FOUND, problem.detail())
        : problem;
  }

  private void heal(String remedy) {
    switch (remedy) {
      case "offered" -> go.accept(route.at(""));
      case "retry", "reload" -> load();
      case "backend" -> {
        if (route.provider().isEmpty()) {
          load();
        } else {
          go.accept(route.on(""));
        }
      }
      default -> go.accept(Route.GALLERY);
    }
  }

  // Models of other sites are not this site's to show.
  private static void checkSite(String model) {
    if (!Platform.resolve(model, "").startsWith(Platform.resolve("/", ""))) {
      throw new InferenceException(
          Code.MODEL_NOT_FOUND, "Expected a model of this site, found " + model);
    }
  }

  private void opened(RemoteModel opened) {
    describe(opened);
    opened.offerComparison(answer);
    opened.offerServer(answer);
    ModelManifest manifest = opened.manifest();
    TaskView opens = TaskViews.open((view, answers) -> bench(opened, view, answers), manifest);
    if (opened != model) {
      return;
    }
    task = opens;
    fill(opens.element());
    opens.enter();
    Dom.root().setAttribute("data-state", "ready");
    Announcer.say(Words.say(manifest.title()) + ": " + Text.READY);
  }

  private void describe(RemoteModel opened) {
    ModelManifest manifest = opened.manifest();
    String title = Words.say(manifest.title());
    Dom.setText(element, "h1", title);
    Dom.setText(element, ".lead", Words.say(manifest.description()));
    HTMLDocument.current().setTitle(Text.title(title));
    results.ran(opened.plan());
    DetailsPanel old = details;
    DetailsPanel now = new DetailsPanel(opened, route);
    details = now;
    if (!doubt.isEmpty()) {
      now.doubt(doubt);
    }
    if (old == null) {
      answer.appendChild(now.element());
    } else {
      old.giveWayTo(now);
    }
  }

  // What it shows waits for modules, which the model's own call may not.
  private void versionChanged(String state, String version, String reason) {
    Tasks.start(() -> changed(state, version, reason), failure -> {});
  }

  private void changed(String state, String version, String reason) {
    RemoteModel opened = model;
    if (opened == null) {
      return;
    }
    DetailsPanel shown = details;
    if (state.equals("stale")) {
      doubt = reason;
      if (shown != null) {
        shown.doubt(reason);
      }
    } else if (shown != null && state.equals("switched")) {
      doubt = "";
      switched(opened, version);
    } else if (shown != null && state.equals("withdrawn")) {
      // The model stays open, and goes on by itself once the site offers another version.
      withdrawn = true;
      leaveTask();
      tell(
          new ProblemException(
              route.version().isEmpty() ? "WITHDRAWN" : VERSION_NOT_FOUND, reason));
    }
  }

  private void switched(RemoteModel opened, String version) {
    if (withdrawn) {
      withdrawn = false;
      beginAnew();
      opened(opened);
    } else {
      describe(opened);
    }
    Announcer.say(Text.switched(version));
    remember(opened.url());
  }

  private Bench bench(RemoteModel opened, HTMLElement view, AnswerView answers) {
    results.use(answers);
    Bench bench = new Bench(opened, view, results, this::seen, this::heal);
    bench.feedsWanted(() -> details != null && details.isOpen());
    bench.batchesBy(
        files -> {
          JSObject given = source;
          JSObject options = batchOptions(opened);
          Runs.show(
              given == null
                  ? Runs.startBatch(route.model(), files, options)
                  : Runs.startBatchOfFiles(given, files, options));
        });
    return bench;
  }

  private JSObject batchOptions(RemoteModel opened) {
    return Runs.options(Words.say(opened.manifest().title()), route.provider(), route.version());
  }

  private void seen(Seen seen) {
    RemoteModel opened = model;
    if (opened != null) {
      opened.shown(seen);
    }
    DetailsPanel shown = details;
    if (shown != null) {
      shown.show(seen);
    }
  }

  private void fill(HTMLElement content) {
    input.clear();
    input.appendChild(content);
  }
}

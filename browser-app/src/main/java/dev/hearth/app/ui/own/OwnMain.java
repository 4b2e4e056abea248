package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.Leave;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.model.ModelView;
import dev.hearth.runtime.InferenceException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** A person's own model. */
public final class OwnMain {
  /** The model that was run last; files do not outlive the page. */
  private static @Nullable Own last;

  private OwnMain() {}

  /** Does nothing: {@link #show} is the way in. */
  public static void main(String[] args) {}

  /**
   * Shows the view that the page's address asks for.
   *
   * @param slot gets the view
   * @return what ends it
   */
  @JSExport
  public static Leave show(HTMLElement slot, Go go) {
    Route route = Route.current();
    View view = view(route, go);
    HTMLDocument.current().setTitle(Text.title(route.title()));
    slot.clear();
    slot.appendChild(view.element());
    return view::leave;
  }

  private static View view(Route route, Go go) {
    Own model = last;
    if (!route.model().startsWith(Route.LOCAL)) {
      return new OwnView(go, model);
    }
    if (model == null || !route.model().equals(Route.LOCAL + model.name())) {
      OwnView view = new OwnView(go, null);
      view.forgotten(route.model().substring(Route.LOCAL.length()));
      return view;
    }
    JSObject source = model.source();
    return new ModelView(
        route,
        next -> go.to(next.equals(Route.GALLERY) ? "?view=own" : next.href()),
        loading -> {
          try {
            loading.openFiles(source, route.provider());
          } catch (InferenceException e) {
            throw model.explained(e);
          }
        },
        source);
  }

  /** Runs a model in the view of its task. */
  static void run(Own model, Go go) {
    last = model;
    go.to(Route.to(Route.LOCAL + model.name()).href());
  }

  /** Keeps a model while the page is open, for whoever comes back. */
  static void keep(Own model) {
    last = model;
  }
}

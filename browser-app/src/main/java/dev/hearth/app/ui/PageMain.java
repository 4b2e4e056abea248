package dev.hearth.app.ui;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.Site;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Theme;
import dev.hearth.app.ui.kit.View;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.History;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The page: shows the view the address asks for. */
public final class PageMain {
  private final HTMLElement slot = Dom.byId("view");
  private @Nullable View view;

  private PageMain() {}

  /** Starts the page. */
  public static void main(String[] args) {
    Site.attach(Dom.byId("site-title"), Dom.byId("site-problem"));
    Theme.attach(Dom.byId("theme"));
    Menu.attach(Dom.byId("menu"));
    PageMain page = new PageMain();
    Dom.on(HTMLDocument.current(), "click", page::follow);
    Dom.on(Window.current(), "popstate", event -> page.show(Route.current()));
    page.show(Route.current());
    UpdateBar.attach(() -> page.tell(View::installed));
    RequestCounter.attach(() -> page.tell(View::asked));
  }

  private void tell(Consumer<View> what) {
    View shown = view;
    if (shown != null) {
      what.accept(shown);
    }
  }

  private void go(Route route) {
    goTo(route.href());
  }

  private void goTo(String href) {
    History.current().pushState(null, "", href);
    show(Route.current());
    scrollToTop();
    slot.focus();
  }

  private void show(Route route) {
    View old = view;
    if (old != null) {
      old.leave();
    }
    View next = viewOf(route);
    HTMLDocument.current().setTitle(Text.title(route.title()));
    view = next;
    markCurrent(route.view().isEmpty() && route.model().isEmpty() ? "models" : route.view());
    slot.clear();
    slot.appendChild(next.element());
  }

  private View viewOf(Route route) {
    if (route.model().startsWith(Route.LOCAL)) {
      return new LaterView("own", this::goTo);
    }
    if (!route.model().isEmpty()) {
      return new LaterView("model", this::goTo);
    }
    return switch (route.view()) {
      case "device" -> new DeviceView();
      case "runs", "benchmark", "doctor", "about" -> new LaterView("workshop", this::goTo);
      case "own" -> new LaterView("own", this::goTo);
      default -> new GalleryView(this::go);
    };
  }

  // Links to this page with another query need no new page.
  private void follow(JSObject event) {
    String query = queryOfPlainClick(event);
    if (query != null) {
      Dom.preventDefault(event);
      goTo(query.isEmpty() ? "./" : query);
    }
  }

  @JSBody(
      params = "event",
      script =
          "const link = event.target.closest && event.target.closest('a[href]');"
              + "return link && !event.defaultPrevented && event.button === 0"
              + " && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey"
              + " && link.origin === location.origin && link.pathname === location.pathname"
              + " && !link.hash ? link.search : null;")
  private static native @Nullable String queryOfPlainClick(JSObject event);

  @JSBody(
      params = "id",
      script =
          "document.querySelectorAll('.nav-link').forEach(link => link.dataset.view === id"
              + " ? link.setAttribute('aria-current', 'page')"
              + " : link.removeAttribute('aria-current'));")
  private static native void markCurrent(String id);

  @JSBody(script = "scrollTo(0, 0);")
  private static native void scrollToTop();
}

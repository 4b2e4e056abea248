package dev.hearth.app.ui;

import dev.hearth.app.client.Offline;
import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.js.Tasks;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** Says when a new version of the page waits, and whether the site answers. */
final class UpdateBar {
  private final HTMLElement bar = Dom.byId("update");
  private final Action onInstalled;

  private UpdateBar(Action onInstalled) {
    this.onInstalled = onInstalled;
  }

  /**
   * Begins to watch.
   *
   * @param onInstalled called when the page has come onto this device
   */
  static void attach(Action onInstalled) {
    UpdateBar bar = new UpdateBar(onInstalled);
    Dom.on(Dom.part(bar.bar, ".apply"), "click", event -> take());
    Dom.on(Dom.part(bar.bar, ".later"), "click", event -> Dom.show(bar.bar, false));
    Dom.on(Window.current(), "offline", event -> reached(false));
    Dom.on(Window.current(), "online", event -> reached(true));
    Tasks.start(() -> Offline.watch(bar::changed), failure -> {});
  }

  private static void take() {
    Tasks.start(Offline::applyUpdate, failure -> {});
  }

  private void changed(String change) {
    switch (change) {
      case "update" -> {
        Dom.show(bar, true);
        Announcer.say(Dom.text(bar, "p"));
      }
      case "installed" -> onInstalled.run();
      default -> reached(change.equals("reached"));
    }
  }

  private static void reached(boolean reached) {
    Dom.flag(Dom.root(), "data-offline", !reached);
  }
}

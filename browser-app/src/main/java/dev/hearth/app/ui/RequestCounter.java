package dev.hearth.app.ui;

import dev.hearth.app.client.Requests;
import dev.hearth.app.client.Requests.Counts;
import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.js.Tasks;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** Says below every view how much was asked for and sent since the page was loaded. */
final class RequestCounter {
  private static final int PAUSE_MS = 500;

  private final HTMLElement counter = Dom.byId("counter");
  private final Action onChange;
  private boolean waiting;

  private RequestCounter(Action onChange) {
    this.onChange = onChange;
  }

  /**
   * Begins to count.
   *
   * @param onChange called after each change, at most twice a second
   */
  static void attach(Action onChange) {
    RequestCounter counter = new RequestCounter(onChange);
    Tasks.start(
        () -> {
          Requests.watch(counter::changed);
          // What was asked for until now may have been all.
          counter.changed();
        },
        failure -> {});
  }

  private void changed() {
    if (!waiting) {
      waiting = true;
      Window.setTimeout(this::show, PAUSE_MS);
    }
  }

  private void show() {
    waiting = false;
    Tasks.start(
        () -> {
          Counts counts = Requests.counts();
          Dom.setText(counter, Text.counter(counts));
          onChange.run();
        },
        failure -> {});
  }
}

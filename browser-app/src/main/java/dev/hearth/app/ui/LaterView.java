package dev.hearth.app.ui;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.Leave;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.View;
import dev.hearth.js.Promises;
import dev.hearth.js.Tasks;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;

/** A view whose program is loaded when somebody opens it. */
final class LaterView implements View {
  private final HTMLElement element = Dom.template("t-later");
  private final String program;
  private final Go go;
  private @Nullable Leave shown;
  private boolean left;

  /**
   * Begins to load a program, which shows the view of the page's address.
   *
   * @param program such as {@code workshop}: {@code app/workshop.js} and the files beside it
   */
  LaterView(String program, Go go) {
    this.program = program;
    this.go = go;
    load();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    left = true;
    Leave view = shown;
    shown = null;
    if (view != null) {
      view.leave();
    }
  }

  private void load() {
    Dom.root().setAttribute("data-state", "loading");
    Tasks.start(
        () -> {
          Leave view = Promises.await(show(program, element, go));
          shown = view;
          if (left) {
            leave();
          }
        },
        failure -> {
          if (!left) {
            Problem problem = Problems.ofLoading(failure);
            element.clear();
            element.appendChild(problem.show(remedy -> load()));
            Dom.root().setAttribute("data-state", "failed");
          }
        });
  }

  @JSBody(
      params = {"program", "slot", "go"},
      script = "return import('./later.js').then(later => later.show(program, slot, go));")
  private static native JSPromise<Leave> show(String program, HTMLElement slot, Go go);
}

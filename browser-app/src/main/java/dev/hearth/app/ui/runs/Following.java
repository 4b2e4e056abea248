package dev.hearth.app.ui.runs;

import dev.hearth.app.client.Runs;
import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.js.Tasks;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** Looks at runs as they change: at once, but four times a second at most. */
final class Following {
  private static final int PAUSE_MS = 250;

  private final Action look;
  private final HTMLElement problem;
  private Runs.@Nullable Watch watch;
  private boolean pausing;
  private boolean changed;
  private boolean over;

  /**
   * Makes one that has not begun.
   *
   * @param view shows what goes wrong
   * @param look may block
   */
  Following(HTMLElement view, Action look) {
    this.look = look;
    problem = Dom.part(view, ".runs-problem");
    Dom.root().setAttribute("data-state", "loading");
  }

  /** Looks now and at each change; goes on with runs that an earlier visit left. */
  void begin() {
    Tasks.start(
        () -> {
          if (watch == null) {
            watch = Runs.watch(id -> change());
          }
          if (over) {
            end();
            return;
          }
          look.run();
          Runs.resume();
        },
        this::failed);
  }

  /** Ends it. */
  void end() {
    over = true;
    Runs.Watch old = watch;
    watch = null;
    if (old != null) {
      old.end();
    }
  }

  boolean isOver() {
    return over;
  }

  private void change() {
    changed = true;
    if (!pausing) {
      again();
    }
  }

  private void again() {
    pausing = changed && !over;
    if (pausing) {
      changed = false;
      Tasks.start(
          () -> {
            look.run();
            Window.setTimeout(this::again, PAUSE_MS);
          },
          failure -> {
            pausing = false;
            failed(failure);
          });
    }
  }

  /** Says what went wrong, and looks again when asked to. */
  void failed(RuntimeException failure) {
    if (over) {
      return;
    }
    problem.clear();
    problem.appendChild(
        Problems.ofStorage(failure)
            .show(
                remedy -> {
                  problem.clear();
                  begin();
                }));
    Dom.root().setAttribute("data-state", "failed");
  }
}

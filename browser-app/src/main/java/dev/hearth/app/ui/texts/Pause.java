package dev.hearth.app.ui.texts;

import org.teavm.jso.browser.TimerHandler;
import org.teavm.jso.browser.Window;

/** Waits until a person stops typing. */
final class Pause {
  private static final int PAUSE_MS = 300;

  private final TimerHandler then;
  private int timer = -1;

  /**
   * Makes one that does not wait.
   *
   * @param then is run after the pause; must not block
   */
  Pause(TimerHandler then) {
    this.then = then;
  }

  /** Begins to wait, anew if it does already. */
  void begin() {
    end();
    timer = Window.setTimeout(then, PAUSE_MS);
  }

  /** Waits no longer. */
  void end() {
    Window.clearTimeout(timer);
  }
}

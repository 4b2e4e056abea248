package dev.hearth.js;

import dev.hearth.runtime.Gate;
import dev.hearth.transfer.TransferEvent;
import dev.hearth.transfer.TransferEvent.State;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * A gate shared with all tabs and workers of the page's origin. Who waits for two minutes goes
 * through beside whoever is inside: that costs a download more, and a tab that hangs keeps nobody
 * else.
 */
final class WebLock implements Gate {
  // Shorter than any patience with an engine that says nothing.
  private static final int SLICE_MILLIS = 2000;
  private static final int SLICES = 60;

  private final String name;
  private final Consumer<TransferEvent> events;
  private @Nullable Held held;

  WebLock(String name, Consumer<TransferEvent> events) {
    this.name = name;
    this.events = events;
  }

  @JSBody(script = "return !!navigator.locks;")
  static native boolean isThere();

  @Override
  public void enter() {
    for (int i = 0; i < SLICES && held == null; i++) {
      try {
        held = Promises.await(request(name, SLICE_MILLIS));
      } catch (JsException e) {
        if (!e.name().equals("TimeoutError")) {
          return;
        }
        events.accept(
            new TransferEvent(State.WAITING, "Another tab downloads the same just now: " + name));
      }
    }
  }

  @Override
  public void leave() {
    Held open = held;
    held = null;
    if (open != null) {
      open.release();
    }
  }

  /** A lock that one has. */
  interface Held extends JSObject {
    void release();
  }

  @JSBody(
      params = {"name", "millis"},
      script =
          """
          return new Promise((fulfil, reject) => {
            navigator.locks.request(name, {signal: AbortSignal.timeout(millis)},
                () => new Promise(release => fulfil({release: release}))).catch(reject);
          });
          """)
  private static native JSPromise<Held> request(String name, int millis);
}

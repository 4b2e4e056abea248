package dev.hearth.js;

import dev.hearth.runtime.Gate;
import java.util.ArrayDeque;
import java.util.Queue;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.platform.Platform;

/**
 * Lets one thread at a time through, in the order they came. A thread that has it must not ask
 * again.
 *
 * <p>{@code synchronized} would do, but TeaVM 0.15.0 forgets all who wait for a monitor but the
 * first.
 */
public final class Mutex implements Gate {
  private final Queue<AsyncCallback<Void>> waiting = new ArrayDeque<>();
  private boolean held;

  /** Waits until no other thread has it. */
  @Override
  public void enter() {
    if (held) {
      park(this);
    }
    held = true;
  }

  /** Lets the next thread through. */
  @Override
  public void leave() {
    AsyncCallback<Void> next = waiting.poll();
    held = next != null;
    if (next != null) {
      // Not from within this thread, which has not ended.
      Platform.postpone(() -> next.complete(null));
    }
  }

  @Async
  private static native void park(Mutex mutex);

  // Called by TeaVM in place of the native method.
  @SuppressWarnings("unused")
  private static void park(Mutex mutex, AsyncCallback<Void> callback) {
    mutex.waiting.add(callback);
  }
}

package dev.hearth.js;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;

/**
 * What callbacks hand to one thread, in their order.
 *
 * <p>The thread goes on within the very call that hands it something: a thread started for each
 * would wait for a timer, four milliseconds in a page that is busy.
 */
public final class Inbox<T> {
  private final Queue<T> items = new ArrayDeque<>();
  private @Nullable AsyncCallback<Void> waiting;

  /** Hands something over; from JavaScript, or the thread that takes. */
  public void add(T item) {
    items.add(item);
    AsyncCallback<Void> woken = waiting;
    if (woken != null) {
      waiting = null;
      woken.complete(null);
    }
  }

  /** Waits for the next. */
  public T take() {
    if (items.isEmpty()) {
      park(this);
    }
    return items.remove();
  }

  /** Returns how many wait. */
  public int size() {
    return items.size();
  }

  @Async
  private static native void park(Inbox<?> inbox);

  // Called by TeaVM in place of the native method.
  @SuppressWarnings("unused")
  private static void park(Inbox<?> inbox, AsyncCallback<Void> callback) {
    inbox.waiting = callback;
  }
}

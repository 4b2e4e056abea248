package dev.hearth.js;

import java.util.ArrayList;
import java.util.List;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.platform.Platform;

/**
 * Lets one caller in at a time, first come, first served. A caller that is in must not enter again.
 *
 * <p>Not {@code synchronized}: TeaVM 0.15.0 wakes one of the threads that wait for a monitor and
 * forgets the others, and throws where code that cannot suspend finds a monitor taken.
 */
public final class SerialLock {
  private final List<AsyncCallback<Void>> waiting = new ArrayList<>();
  private boolean taken;

  /** Waits until everyone before has left; blocking. */
  public void enter() {
    if (taken) {
      park(this);
    }
    taken = true;
  }

  /** Lets the next one in. */
  public void leave() {
    if (waiting.isEmpty()) {
      taken = false;
    } else {
      AsyncCallback<Void> next = waiting.remove(0);
      Platform.postpone(() -> next.complete(null));
    }
  }

  @Async
  private static native void park(SerialLock lock);

  // Called by TeaVM in place of the native method.
  @SuppressWarnings("unused")
  private static void park(SerialLock lock, AsyncCallback<Void> callback) {
    lock.waiting.add(callback);
  }
}

package dev.hearth.app.client;

import dev.hearth.app.client.HearthModule.AbortController;
import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * The site on this device: what works without a network, and its next version.
 *
 * <p>Calls block the calling thread, never the page: make them from {@link
 * dev.hearth.js.Tasks#start}.
 */
public final class Offline {
  private Offline() {}

  /**
   * Whether a model works without a network.
   *
   * @param works true if all it needs is on this device
   * @param pinned true if a person asked for that
   * @param underWay true if it is being brought here now
   * @param missingBytes what would have to be downloaded
   */
  public record State(boolean works, boolean pinned, boolean underWay, long missingBytes) {}

  /** Hears what changes. Must not block. */
  public interface Listener {
    /**
     * Called for each change.
     *
     * @param change {@code installed}: the page itself is on this device now; {@code update}: a new
     *     version of it waits; {@code reached} or {@code unreached}: the site answers, or does not
     */
    void onChange(String change);
  }

  /** Hears how much of a model has arrived. Must not block. */
  public interface Progress {
    void onBytes(long bytes, long totalBytes);
  }

  /** A model that did not get onto this device. */
  public static final class KeepException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    KeepException(JsException cause) {
      super(cause.getMessage(), cause);
      code = cause.name().equals("AbortError") ? "CANCELLED" : HearthModule.code(cause.reason());
    }

    /** Returns CANCELLED, NETWORK, INTEGRITY, QUOTA, or another code of a failure. */
    public String code() {
      return code;
    }
  }

  /** Returns true if the page itself is on this device, without which no model is of use. */
  public static boolean isInstalled() {
    return module().isInstalled();
  }

  /** Tells a listener of changes, those so far at once. */
  public static void watch(Listener listener) {
    module().watch(listener::onChange);
  }

  /**
   * Returns how much of a model is on this device.
   *
   * @param name its folder under {@code models}
   * @throws KeepException if its manifest cannot be had
   */
  public static State state(String name) {
    OfflineModule.State state = await(module().state(name));
    return new State(
        state.isWorks(), state.isPinned(), state.isUnderWay(), (long) state.getMissingBytes());
  }

  /** The way out of {@link #keep}. */
  public static final class Cancel {
    private final AbortController controller = HearthModule.abortController();

    /** Gives it up; what has arrived stays. May be called twice. */
    public void cancel() {
      controller.abort();
    }
  }

  /**
   * Brings all that a model needs onto this device, or waits with those who do. It is pinned until
   * that is cancelled, by whomever.
   *
   * @param name its folder under {@code models}
   * @throws KeepException if it does not get here
   */
  public static void keep(String name, Progress progress, Cancel cancel) {
    await(
        module()
            .keep(
                name,
                (bytes, total) -> progress.onBytes((long) bytes, (long) total),
                cancel.controller.getSignal()));
  }

  /**
   * Keeps what an opened model needs beside its weights.
   *
   * @param manifestUrl where its manifest is
   */
  public static void remember(String manifestUrl) {
    await(module().remember(manifestUrl));
  }

  /** Takes the new version, which loads the page again. */
  public static void applyUpdate() {
    module().applyUpdate();
  }

  /**
   * Returns why models run on one thread alone: {@code reload} if they would on more once the page
   * is loaded again, {@code host} if the host or the browser forbids it; "" if nothing does.
   */
  public static String threadsNote() {
    return module().threadsNote();
  }

  static OfflineModule.Exports module() {
    return await(OfflineModule.load());
  }

  static <T extends JSObject> T await(JSPromise<T> promise) {
    return Promises.await(promise, KeepException::new);
  }
}

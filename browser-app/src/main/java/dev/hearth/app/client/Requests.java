package dev.hearth.app.client;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArrayReader;

/**
 * What the page has asked for and sent since it was loaded.
 *
 * <p>Calls block the calling thread, never the page: make them from {@link
 * dev.hearth.js.Tasks#start}.
 */
public final class Requests {
  private Requests() {}

  /**
   * Numbers since the page was loaded.
   *
   * @param requests of the page and its workers, answered by the network or by this device
   * @param elsewhere those of them to other sites
   * @param sentBytes of content: bodies, and what addresses carry after a question mark
   * @param blocked what the content security policy forbade
   * @param since {@code start}: all; {@code later}: all since the service worker came; {@code
   *     page}: the page's own requests without their content, as there is no service worker
   */
  public record Counts(int requests, int elsewhere, long sentBytes, int blocked, String since) {}

  /**
   * A request.
   *
   * @param byWorker true if a worker made it, false if the page did
   */
  public record Request(String url, boolean byWorker, long sentBytes) {}

  /** Hears that something was asked for. Must not block. */
  public interface Listener {
    void onRequest();
  }

  /** Tells a listener of changes, in place of the one before it. */
  public static void watch(Listener listener) {
    Offline.module().watchRequests(listener::onRequest);
  }

  /** Returns the numbers so far. */
  public static Counts counts() {
    OfflineModule.Counts counts = Offline.module().requestCounts();
    return new Counts(
        counts.getRequests(),
        counts.getElsewhere(),
        (long) counts.getSentBytes(),
        counts.getBlocked(),
        counts.getSince());
  }

  /** Returns the latest requests, the first one first. */
  public static List<Request> list() {
    JSArrayReader<OfflineModule.Request> requests = Offline.module().requestList();
    List<Request> list = new ArrayList<>();
    for (int i = 0; i < requests.getLength(); i++) {
      OfflineModule.Request one = requests.get(i);
      list.add(new Request(one.getUrl(), one.isByWorker(), (long) one.getSentBytes()));
    }
    return list;
  }
}

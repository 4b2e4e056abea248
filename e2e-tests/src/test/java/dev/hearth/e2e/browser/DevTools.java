package dev.hearth.e2e.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.json.Json;

/**
 * A connection of our own to the browser's DevTools protocol, beside the driver's: the driver sees
 * the page only, this one sees the workers too.
 */
final class DevTools implements AutoCloseable {
  /** Receives each event. */
  interface Listener {
    /**
     * Called for one event.
     *
     * @param sessionId the target it came from, empty for the browser itself
     */
    void on(String sessionId, String method, Map<String, Object> params);
  }

  private final AtomicInteger nextId = new AtomicInteger(1);
  private final Json json = new Json();
  private final Map<Integer, CompletableFuture<Map<String, Object>>> unanswered;
  private final WebSocket socket;
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

  private DevTools(
      WebSocket socket, Map<Integer, CompletableFuture<Map<String, Object>>> unanswered) {
    this.socket = socket;
    this.unanswered = unanswered;
  }

  /** Connects to the browser that listens on an address such as {@code localhost:9222}. */
  static DevTools connect(String address, Listener listener) {
    HttpClient client = HttpClient.newHttpClient();
    try {
      String version =
          client
              .send(
                  HttpRequest.newBuilder(URI.create("http://" + address + "/json/version")).build(),
                  BodyHandlers.ofString())
              .body();
      Map<String, Object> about = new Json().toType(version, Json.MAP_TYPE);
      URI endpoint = URI.create(String.valueOf(about.get("webSocketDebuggerUrl")));
      Map<Integer, CompletableFuture<Map<String, Object>>> unanswered = new ConcurrentHashMap<>();
      Receiver receiver = new Receiver(listener, unanswered);
      return new DevTools(
          client.newWebSocketBuilder().buildAsync(endpoint, receiver).join(), unanswered);
    } catch (IOException e) {
      throw new IllegalStateException("The browser's DevTools do not answer at " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while connecting to " + address, e);
    }
  }

  /** Sends a command without waiting for its answer. */
  void send(String sessionId, String method, Map<String, ?> params) {
    send(nextId.getAndIncrement(), sessionId, method, params);
  }

  /**
   * Sends a command and returns its result: empty if the target has gone or refuses, or does not
   * answer within ten seconds.
   */
  Map<String, Object> ask(String sessionId, String method, Map<String, ?> params) {
    int id = nextId.getAndIncrement();
    CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
    unanswered.put(id, answer);
    send(id, sessionId, method, params);
    return answer.completeOnTimeout(Map.of(), 10, TimeUnit.SECONDS).join();
  }

  private synchronized void send(int id, String sessionId, String method, Map<String, ?> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    if (!sessionId.isEmpty()) {
      message.put("sessionId", sessionId);
    }
    String text = json.toJson(message);
    lastSend = lastSend.thenCompose(done -> socket.sendText(text, true));
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static final class Receiver implements WebSocket.Listener {
    private final Json json = new Json();
    private final Listener listener;
    private final Map<Integer, CompletableFuture<Map<String, Object>>> unanswered;
    private final StringBuilder text = new StringBuilder();

    Receiver(Listener listener, Map<Integer, CompletableFuture<Map<String, Object>>> unanswered) {
      this.listener = listener;
      this.unanswered = unanswered;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        Map<String, Object> message = json.toType(text.toString(), Json.MAP_TYPE);
        text.setLength(0);
        dispatch(message);
      }
      socket.request(1);
      return null;
    }

    @SuppressWarnings("unchecked") // The protocol's params and results are always objects.
    private void dispatch(Map<String, Object> message) {
      if (message.get("method") instanceof String method
          && message.get("params") instanceof Map<?, ?> params) {
        Object session = message.get("sessionId");
        listener.on(
            session == null ? "" : session.toString(), method, (Map<String, Object>) params);
      } else if (message.get("id") instanceof Number id) {
        CompletableFuture<Map<String, Object>> asked = unanswered.remove(id.intValue());
        if (asked != null) {
          Object result = message.get("result");
          asked.complete(result == null ? Map.of() : (Map<String, Object>) result);
        }
      }
    }
  }
}

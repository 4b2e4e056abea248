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
  private final WebSocket socket;
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

  private DevTools(WebSocket socket) {
    this.socket = socket;
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
      return new DevTools(
          client.newWebSocketBuilder().buildAsync(endpoint, new Receiver(listener)).join());
    } catch (IOException e) {
      throw new IllegalStateException("The browser's DevTools do not answer at " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while connecting to " + address, e);
    }
  }

  /** Sends a command without waiting for its answer. */
  synchronized void send(String sessionId, String method, Map<String, ?> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", nextId.getAndIncrement());
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
    private final StringBuilder text = new StringBuilder();

    Receiver(Listener listener) {
      this.listener = listener;
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

    @SuppressWarnings("unchecked") // The protocol's params are always an object.
    private void dispatch(Map<String, Object> message) {
      if (message.get("method") instanceof String method
          && message.get("params") instanceof Map<?, ?> params) {
        Object session = message.get("sessionId");
        listener.on(
            session == null ? "" : session.toString(), method, (Map<String, Object>) params);
      }
    }
  }
}

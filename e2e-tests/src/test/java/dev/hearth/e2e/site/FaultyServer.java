package dev.hearth.e2e.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The dev server behind another one that answers some requests wrongly, and counts. */
public final class FaultyServer implements AutoCloseable {
  /** What can be wrong with an answer. */
  public enum Fault {
    /** Status 404. */
    NOT_FOUND,
    /** Status 500. */
    SERVER_ERROR,
    /** Status 429. */
    TOO_MANY,
    /** Status 503, to come back in two seconds. */
    BUSY,
    /** Status 429, to come back at a date, two seconds from now. */
    BUSY_UNTIL,
    /** A page, with status 200. */
    HTML,
    /** Half of the file, said to be all. */
    TRUNCATED,
    /** One bit is another. */
    FLIPPED,
    /** A byte more. */
    LONGER,
    /** Half of the file, then the connection ends. */
    RESET,
    /** The file in pieces, half a second from one to the next. */
    DRIP,
    /** Half of the file, the rest when the faults are healed. */
    HELD
  }

  private static final int DRIPS = 10;
  private static final int DRIP_MILLIS = 500;
  private static final List<String> ASKED =
      List.of("Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range");
  private static final List<String> OWN_HEADERS =
      List.of("content-length", "transfer-encoding", "connection", "date", ":status");

  private final SiteProcess site;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Queue<Fault>> next = new ConcurrentHashMap<>();
  private final Map<String, Fault> always = new ConcurrentHashMap<>();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private final Map<String, Long> bytesSent = new ConcurrentHashMap<>();
  private final Map<String, String> swapped = new ConcurrentHashMap<>();
  private final Map<String, byte[]> replaced = new ConcurrentHashMap<>();
  private volatile CountDownLatch healed = new CountDownLatch(1);

  private FaultyServer(SiteProcess site, HttpServer server) {
    this.site = site;
    this.server = server;
  }

  /** Serves the site in a folder, rightly until told otherwise. */
  public static FaultyServer start(Path root) {
    SiteProcess site = SiteProcess.start(root);
    try {
      FaultyServer started =
          new FaultyServer(
              site,
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      started.server.createContext("/", started::handle);
      started.server.setExecutor(started.threads);
      started.server.start();
      return started;
    } catch (IOException e) {
      site.close();
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where it is, such as {@code http://localhost:43210}. */
  public String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Has the next requests for a path answered with faults, one each. */
  public void next(String path, Fault... faults) {
    next.put(path, new ArrayDeque<>(Arrays.asList(faults)));
  }

  /** Has every request for a path answered with a fault. */
  public void always(String path, Fault fault) {
    always.put(path, fault);
  }

  /** Has each of two paths answered with what belongs to the other. */
  public void swap(String one, String other) {
    swapped.put(one, other);
    swapped.put(other, one);
  }

  /** Has every request for a path answered with another text. */
  public void replace(String path, String text) {
    replaced.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers rightly from now on, and lets go what is held. */
  public void heal() {
    next.clear();
    always.clear();
    swapped.clear();
    replaced.clear();
    healed.countDown();
    healed = new CountDownLatch(1);
  }

  /** Forgets what was counted. */
  public void forget() {
    requests.clear();
    bytesSent.clear();
  }

  /** Returns how often a path was asked for. */
  public int requests(String path) {
    return requests.getOrDefault(path, 0);
  }

  /** Returns the paths that were asked for and begin with something, with how often. */
  public Map<String, Integer> requestsBelow(String prefix) {
    Map<String, Integer> out = new ConcurrentHashMap<>(requests);
    out.keySet().removeIf(path -> !path.startsWith(prefix));
    return out;
  }

  /** Returns how many bytes of a path's files were sent. */
  public long bytesSent(String path) {
    return bytesSent.getOrDefault(path, 0L);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.merge(path, 1, Integer::sum);
    byte[] other = replaced.get(path);
    if (other != null) {
      try (exchange) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        send(exchange, path, 200, other);
      }
      return;
    }
    try (exchange) {
      CountDownLatch healing = healed;
      HttpResponse<byte[]> right = ask(exchange);
      right
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OWN_HEADERS.contains(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      answer(exchange, path, fault(path), right, healing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
    String wanted = exchange.getRequestURI().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site.url(swapped.getOrDefault(wanted, wanted))));
    for (String name : ASKED) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private @Nullable Fault fault(String path) {
    Queue<Fault> faults = next.get(path);
    Fault fault = null;
    if (faults != null) {
      synchronized (faults) {
        fault = faults.poll();
      }
    }
    return fault == null ? always.get(path) : fault;
  }

  private void answer(
      HttpExchange exchange,
      String path,
      @Nullable Fault fault,
      HttpResponse<byte[]> right,
      CountDownLatch healing)
      throws IOException, InterruptedException {
    byte[] body = right.body();
    int half = body.length / 2;
    if (fault == null) {
      send(exchange, path, right.statusCode(), body);
      return;
    }
    switch (fault) {
      case NOT_FOUND -> send(exchange, path, 404, new byte[0]);
      case SERVER_ERROR -> send(exchange, path, 500, new byte[0]);
      case TOO_MANY -> send(exchange, path, 429, new byte[0]);
      case BUSY -> {
        exchange.getResponseHeaders().set("Retry-After", "2");
        send(exchange, path, 503, new byte[0]);
      }
      case BUSY_UNTIL -> {
        String then =
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
        exchange.getResponseHeaders().set("Retry-After", then);
        send(exchange, path, 429, new byte[0]);
      }
      case HTML -> {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        String page = "<!doctype html><title>Welcome</title>";
        send(exchange, path, 200, page.getBytes(StandardCharsets.UTF_8));
      }
      case TRUNCATED -> send(exchange, path, 200, Arrays.copyOf(body, half));
      case LONGER -> send(exchange, path, 200, Arrays.copyOf(body, body.length + 1));
      case FLIPPED -> {
        body[half] ^= 1;
        send(exchange, path, 200, body);
      }
      case RESET -> {
        exchange.sendResponseHeaders(200, body.length);
        write(exchange, path, body, 0, half);
      }
      case DRIP -> {
        exchange.sendResponseHeaders(200, body.length);
        for (int i = 0; i < DRIPS; i++) {
          int from = (int) ((long) body.length * i / DRIPS);
          write(exchange, path, body, from, (int) ((long) body.length * (i + 1) / DRIPS) - from);
          Thread.sleep(DRIP_MILLIS);
        }
      }
      case HELD -> {
        exchange.sendResponseHeaders(200, body.length);
        write(exchange, path, body, 0, half);
        healing.await();
        write(exchange, path, body, half, body.length - half);
      }
    }
  }

  private void send(HttpExchange exchange, String path, int status, byte[] body)
      throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    write(exchange, path, body, 0, body.length);
  }

  private void write(HttpExchange exchange, String path, byte[] body, int from, int length)
      throws IOException {
    if (length > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(body, from, length);
      out.flush();
      bytesSent.merge(path, (long) length, Long::sum);
    }
  }

  @Override
  public void close() {
    heal();
    server.stop(0);
    threads.shutdownNow();
    site.close();
  }
}

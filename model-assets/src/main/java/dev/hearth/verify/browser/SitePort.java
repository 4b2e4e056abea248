package dev.hearth.verify.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves a built site, and the page that tests its models, to this machine alone. */
final class SitePort implements AutoCloseable {
  private static final String OWN = "/hearth-verify/";
  private static final int MAX_RESULT_BYTES = 1 << 20;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "json", "application/json",
          "wasm", "application/wasm");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path root;
  private final byte[] jobs;
  private final BlockingQueue<String> results = new LinkedBlockingQueue<>();

  private SitePort(HttpServer server, Path root, String jobs) {
    this.server = server;
    this.root = root;
    this.jobs = jobs.getBytes(StandardCharsets.UTF_8);
  }

  /** Starts serving a folder on a free port. */
  static SitePort open(Path root, String jobs) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SitePort port = new SitePort(server, root, jobs);
    server.createContext("/", port::answer);
    server.setExecutor(port.threads);
    server.start();
    return port;
  }

  /** Returns the address of the page that tests. */
  URI page() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + OWN + "index.html");
  }

  /** Waits for what the page posts next; null if it posts nothing for so long. */
  @Nullable String next(long seconds) throws InterruptedException {
    return results.poll(seconds, TimeUnit.SECONDS);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals(OWN + "result") && exchange.getRequestMethod().equals("POST")) {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_RESULT_BYTES);
        results.add(new String(body, StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      byte[] bytes = path.equals(OWN + "jobs.json") ? jobs : read(path);
      if (bytes == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", type == null ? "application/octet-stream" : type);
      headers.set("Cross-Origin-Opener-Policy", "same-origin"); // With this and the next, threads.
      headers.set("Cross-Origin-Embedder-Policy", "require-corp");
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private byte @Nullable [] read(String path) throws IOException {
    if (path.startsWith(OWN)) {
      try (InputStream in = SitePort.class.getResourceAsStream(path.substring(OWN.length()))) {
        return in == null ? null : in.readAllBytes();
      }
    }
    Path file = root.resolve(path.substring(1)).normalize();
    return file.startsWith(root) && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

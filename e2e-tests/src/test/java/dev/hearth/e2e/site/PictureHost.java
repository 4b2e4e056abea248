package dev.hearth.e2e.site;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Another site than Hearth's, which gives one picture to all pages. */
public final class PictureHost implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();

  private PictureHost(HttpServer server) {
    this.server = server;
  }

  /** Serves a PNG under every path. */
  public static PictureHost start(byte[] png) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PictureHost host = new PictureHost(server);
    server.createContext(
        "/",
        exchange -> {
          host.requests.incrementAndGet();
          exchange.getResponseHeaders().set("Content-Type", "image/png");
          exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
          exchange.sendResponseHeaders(200, png.length);
          exchange.getResponseBody().write(png);
          exchange.close();
        });
    server.start();
    return host;
  }

  /** Returns where it is, such as {@code http://localhost:43210}. */
  public String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Returns how often it was asked for something. */
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.hearth.site;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** A running server of one site. Whoever starts it closes it; closing twice is harmless. */
final class SiteServer implements AutoCloseable {
  private final Server server;
  private final ServerConnector connector;

  private SiteServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts serving at the root, with the headers of the site.
   *
   * @param port the TCP port, 0 for any free one
   * @throws IOException where the port cannot be listened on
   */
  static SiteServer start(Path folder, String host, int port) throws IOException {
    return start(folder, host, port, "/", false, null);
  }

  /**
   * Starts serving.
   *
   * @param port the TCP port, 0 for any free one
   * @param base the path that the folder is served at, between slashes
   * @param isPlain true to send no header of the site's, as some hosts do
   * @param inference what answers for the models; null to serve files alone
   * @throws IOException where the port cannot be listened on
   */
  static SiteServer start(
      Path folder,
      String host,
      int port,
      String base,
      boolean isPlain,
      @Nullable Inference inference)
      throws IOException {
    Path root = folder.toRealPath();
    HeaderRules rules = HeaderRules.read(root.resolve("_headers"));
    SiteHandler site =
        new SiteHandler(root, new LiveRules(root, isPlain ? rules.ofPlainHost() : rules));
    QueuedThreadPool threads = new QueuedThreadPool(16, 2);
    threads.setName("dev-server");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    Handler all = inference == null ? site : new InferenceHandler(site, root, inference);
    server.setHandler(
        base.equals("/") ? all : new ContextHandler(all, base.substring(0, base.length() - 1)));
    server.setErrorHandler(new PlainErrors(site));
    server.setStopAtShutdown(true);
    SiteServer started = new SiteServer(server, connector);
    try {
      server.start();
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    } catch (Exception e) {
      started.close();
      throw new IllegalStateException("The server did not start", e);
    }
  }

  /** Returns the port it listens on. */
  int port() {
    return connector.getLocalPort();
  }

  /** Blocks until the server has stopped. */
  void await() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The server did not stop", e);
    }
  }
}

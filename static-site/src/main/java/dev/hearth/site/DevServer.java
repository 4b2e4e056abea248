package dev.hearth.site;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that serves the built site until it is interrupted. */
@Command(
    name = "dev-server",
    mixinStandardHelpOptions = true,
    description = "Serves the built site as a static host would, with the headers of its _headers.")
public final class DevServer implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "TCP port, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "address to listen on (default: ${DEFAULT-VALUE}, this machine only)")
  private String host = "127.0.0.1";

  @Option(
      names = "--root",
      defaultValue = "static-site/target/site",
      description = "folder of the site (default: ${DEFAULT-VALUE})")
  private Path root = Path.of("static-site/target/site");

  @Option(
      names = "--base",
      defaultValue = "/",
      description = "path to serve the site at (default: ${DEFAULT-VALUE}), such as /app/")
  private String base = "/";

  @Option(
      names = "--no-headers",
      description =
          "send none of the headers of _headers but the types of files, as hosts do that cannot")
  private boolean noHeaders;

  @Option(
      names = "--stop-with-input",
      description = "also stop at the end of standard input, so that it ends with its parent")
  private boolean stopWithInput;

  @Option(
      names = "--cli",
      defaultValue = "model-assets/target/hearth.jar",
      description =
          "where ONNX Runtime is, for -Dserve.inference=true (or v2, or tfserving), which lets the"
              + " site's models also answer here (default: ${DEFAULT-VALUE})")
  private Path cli = Path.of("model-assets/target/hearth.jar");

  DevServer() {}

  /** Runs the command; the process ends with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DevServer()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (port < 0 || port > 65535) {
      System.err.println("Expected --port of 0 to 65535, found " + port + ".");
      return 2;
    }
    if (!base.matches("/|(/[A-Za-z0-9._~-]+)+/")) {
      System.err.println("Expected --base of a path such as / or /app/, found " + base + ".");
      return 2;
    }
    if (!Files.isRegularFile(root.resolve("index.html"))) {
      System.err.println("There is no site in " + root + ": build it with mvn package.");
      return 1;
    }
    String asked = System.getProperty("serve.inference", "false");
    Inference inference;
    try {
      inference = asked.equals("false") ? null : Inference.load(cli, root, asked);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
    try (SiteServer server = SiteServer.start(root, host, port, base, noHeaders, inference)) {
      System.out.println(
          "Hearth is at http://"
              + shownHost()
              + ":"
              + server.port()
              + (base.equals("/") ? "" : base)
              + " (Ctrl-C stops it)");
      if (stopWithInput) {
        System.in.transferTo(OutputStream.nullOutputStream());
      } else {
        server.await();
      }
      return 0;
    } catch (IOException e) {
      System.err.println(whyNotListening(e));
      return 1;
    }
  }

  private String shownHost() {
    return host.equals("127.0.0.1") ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
  }

  private String whyNotListening(IOException e) {
    Throwable cause = e.getCause() instanceof BindException ? e.getCause() : e;
    boolean isTaken =
        cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use");
    return isTaken
        ? "Port "
            + port
            + " of "
            + host
            + " is taken: stop the program that uses it, or choose another port"
            + " (-Dport=8081 with Maven, --port=8081 with the server)."
        : "The server cannot listen on " + host + ":" + port + ": " + cause.getMessage() + ".";
  }
}

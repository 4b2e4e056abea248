package dev.hearth.e2e.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dev server in a process of its own, on a free port. It ends with this process at the latest.
 */
public final class SiteProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://localhost:\\d+)((?:/\\S+)?)");

  private final Process process;
  private final String origin;
  private final String base;

  private SiteProcess(Process process, Matcher address) {
    this.process = process;
    this.origin = address.group(1);
    this.base = address.group(2).replaceFirst("/$", "");
  }

  /** Serves the site that the build made. */
  public static SiteProcess start() {
    return start(SiteCopy.built());
  }

  /**
   * Serves the site in a folder.
   *
   * @param flags of the server, such as {@code --base=/app/}
   */
  public static SiteProcess start(Path root, String... flags) {
    return startWith(root, "-Dserve.inference=false", flags);
  }

  /**
   * Serves the site in a folder.
   *
   * @param property of the server's JVM
   * @param flags of the server
   */
  public static SiteProcess startWith(Path root, String property, String... flags) {
    Path jar = Path.of(System.getProperty("hearth.server", "../static-site/target/dev-server.jar"));
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: run mvn package first.");
    }
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      // Up sooner: most serve one page.
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.addAll(List.of(property, "-jar", jar.toString()));
      command.addAll(List.of("--port=0", "--root=" + root, "--stop-with-input"));
      command.addAll(List.of(flags));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new SiteProcess(process, addressOf(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Matcher addressOf(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    Matcher address = ADDRESS.matcher(line == null ? "" : line);
    if (!address.find()) {
      process.destroy();
      throw new IllegalStateException("The dev server did not say where it is, but: " + line);
    }
    return address;
  }

  /** Returns where it is, such as {@code http://localhost:43210}. */
  public String origin() {
    return origin;
  }

  /** Returns the URL of a path of the site, which begins with a slash. */
  public String url(String path) {
    return origin + base + path;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

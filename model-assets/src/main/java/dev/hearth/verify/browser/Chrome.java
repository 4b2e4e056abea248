package dev.hearth.verify.browser;

import dev.hearth.model.Scratch;
import dev.hearth.source.BadInputException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A headless Chrome, Chromium or Edge with a profile of its own, which shows one page. */
final class Chrome implements AutoCloseable {
  private static final List<String> NAMES =
      List.of(
          "google-chrome",
          "google-chrome-stable",
          "chromium",
          "chromium-browser",
          "chrome",
          "microsoft-edge",
          "chrome.exe",
          "msedge.exe",
          "Google Chrome");
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-first-run",
          "--no-default-browser-check",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-extensions",
          "--disable-dev-shm-usage");
  private static final long PATIENCE_S = 5;

  private final Process process;
  private final Path log;

  private Chrome(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Returns the program to start.
   *
   * @param named where it is; null to look on the PATH and where it is usually installed
   * @throws BadInputException if it is not there
   */
  static Path find(@Nullable Path named) {
    if (named != null) {
      if (!Files.isExecutable(named) || Files.isDirectory(named)) {
        throw new BadInputException("Expected a browser to start, found no program " + named);
      }
      return named;
    }
    for (Path folder : folders()) {
      for (String name : NAMES) {
        Path program = folder.resolve(name);
        if (Files.isExecutable(program) && !Files.isDirectory(program)) {
          return program;
        }
      }
    }
    throw new BadInputException(
        "There is no Chrome, Chromium or Edge on the PATH; name one by --chrome");
  }

  private static List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        folders.add(Path.of(folder));
      }
    }
    folders.add(Path.of("/Applications/Google Chrome.app/Contents/MacOS"));
    for (String variable : List.of("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")) {
      String folder = System.getenv(variable);
      if (folder != null) {
        folders.add(Path.of(folder, "Google", "Chrome", "Application"));
        folders.add(Path.of(folder, "Microsoft", "Edge", "Application"));
      }
    }
    return folders;
  }

  /**
   * Starts it.
   *
   * @param scratch takes the profile and the log
   */
  static Chrome start(Path program, URI page, Scratch scratch) throws IOException {
    Path folder = scratch.folder();
    Path log = folder.resolve("browser.log");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--no-sandbox"); // It does not start otherwise.
    }
    command.add(page.toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new Chrome(process, log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns what it wrote last. */
  String lastWords() throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}

package dev.hearth.e2e.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.service.DriverFinder;

/**
 * Finds Chrome or Chromium and its driver, or gets them: first what {@code -Dhearth.chrome} names,
 * then what the PATH has, then Debian's packages (as root), then Selenium Manager's download.
 */
final class BrowserInstaller {
  /** The browser to start and, where one is known, the driver that fits. */
  record Installation(Path browser, Optional<Path> driver) {}

  private static final List<String> BROWSERS =
      List.of("google-chrome", "google-chrome-stable", "chromium", "chromium-browser");
  private static final String MISSING =
      "The browser tests need Chrome or Chromium: install it (on Debian: apt-get install chromium"
          + " chromium-driver) or name it with -Dhearth.chrome=/path/to/chrome.";

  private final List<Path> folders;

  BrowserInstaller(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Returns one that looks on this process's PATH. */
  static BrowserInstaller onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return new BrowserInstaller(
        Arrays.stream(path.split(File.pathSeparator))
            .filter(p -> !p.isEmpty())
            .map(Path::of)
            .toList());
  }

  /** Returns a browser that can be started, installing one where there is none. */
  Installation provide() {
    String named = System.getProperty("hearth.chrome", "");
    if (!named.isEmpty()) {
      return named(Path.of(named));
    }
    synchronized (BrowserInstaller.class) {
      Optional<Installation> found = find();
      if (found.isEmpty() && isDebian() && isRoot()) {
        installPackages();
        found = find();
      }
      return found.orElseGet(BrowserInstaller::download);
    }
  }

  /** Returns what the folders of the PATH have. */
  Optional<Installation> find() {
    Optional<Path> driver = program("chromedriver");
    return BROWSERS.stream()
        .map(this::program)
        .flatMap(Optional::stream)
        .map(browser -> new Installation(browser, driver))
        .findFirst();
  }

  private Installation named(Path browser) {
    if (!Files.isExecutable(browser)) {
      throw new IllegalStateException(
          "-Dhearth.chrome names " + browser + ", no program. " + MISSING);
    }
    return new Installation(browser, program("chromedriver"));
  }

  private Optional<Path> program(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isDebian() {
    return Files.exists(Path.of("/etc/debian_version"))
        && Files.exists(Path.of("/usr/bin/apt-get"));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void installPackages() {
    run("apt-get", "update");
    run("apt-get", "install", "-y", "--no-install-recommends", "chromium", "chromium-driver");
  }

  private static void run(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(MISSING + " (" + String.join(" ", command) + " failed.)");
      }
    } catch (IOException e) {
      throw new IllegalStateException(MISSING, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while installing Chromium", e);
    }
  }

  private static Installation download() {
    try {
      ChromeOptions options = new ChromeOptions();
      options.setBrowserVersion("stable");
      DriverFinder finder = new DriverFinder(ChromeDriverService.createDefaultService(), options);
      return new Installation(
          Path.of(finder.getBrowserPath()), Optional.of(Path.of(finder.getDriverPath())));
    } catch (RuntimeException e) {
      throw new IllegalStateException(MISSING, e);
    }
  }
}

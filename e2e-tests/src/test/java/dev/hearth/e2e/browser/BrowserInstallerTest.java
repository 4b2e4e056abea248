package dev.hearth.e2e.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserInstallerTest {
  @Test
  void find_prefersChromeAndTakesItsDriver(@TempDir Path folder) throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    program(first.resolve("chromium"));
    Path chrome = program(second.resolve("google-chrome"));
    Path driver = program(second.resolve("chromedriver"));

    BrowserInstaller.Installation found =
        new BrowserInstaller(List.of(first, second)).find().orElseThrow();

    assertEquals(chrome, found.browser());
    assertEquals(Optional.of(driver), found.driver());
  }

  @Test
  void find_passesOverWhatCannotRun(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("chromium"), "");

    assertTrue(new BrowserInstaller(List.of(folder)).find().isEmpty());
  }

  private static Path program(Path path) throws IOException {
    Files.writeString(path, "");
    assertTrue(path.toFile().setExecutable(true));
    return path;
  }
}

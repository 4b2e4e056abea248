package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.model.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {
  /** Makes a scratch folder, says so, and waits. */
  static final class Waiting {
    public static void main(String[] args) throws Exception {
      try (Scratch scratch = new Scratch()) {
        Files.writeString(scratch.folder().resolve("half"), "written");
        System.out.println("ready");
        Thread.sleep(TimeUnit.MINUTES.toMillis(1));
      }
    }
  }

  @Test
  void interruptedCommand_leavesNoScratch(@TempDir Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .redirectErrorStream(true)
            .start();
    try (var out = process.inputReader()) {
      assertEquals("ready", out.readLine());
      assertEquals(1, scratch(folder).size());

      process.destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
    } finally {
      process.destroyForcibly();
    }

    assertEquals(List.of(), scratch(folder));
  }

  private static List<Path> scratch(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("hearth-")).toList();
    }
  }
}

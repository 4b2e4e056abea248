package dev.hearth.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DevServerTest {
  @Test
  void missingSite_isSaidInOneSentence(@TempDir Path folder) {
    String said = refusal("--root=" + folder, "--port=0");

    assertEquals("There is no site in " + folder + ": build it with mvn package.\n", said);
  }

  @Test
  void baseThatIsNoFolder_isSaidInOneSentence(@TempDir Path folder) {
    String said = refusal(2, "--root=" + folder, "--base=app");

    assertEquals("Expected --base of a path such as / or /app/, found app.\n", said);
  }

  @Test
  void takenPort_isSaidInOneSentence(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("index.html"), "");
    try (SiteServer first = SiteServer.start(folder, "127.0.0.1", 0)) {
      String said = refusal("--root=" + folder, "--port=" + first.port());

      assertTrue(said.startsWith("Port " + first.port() + " of 127.0.0.1 is taken: "), said);
      assertEquals(1, said.lines().count(), said);
    }
  }

  /** Returns what the command says of its failure. */
  private static String refusal(String... arguments) {
    return refusal(1, arguments);
  }

  private static String refusal(int status, String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertEquals(status, new CommandLine(new DevServer()).execute(arguments));
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}

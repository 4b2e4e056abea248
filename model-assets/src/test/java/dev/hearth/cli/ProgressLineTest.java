package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter err = new StringWriter();

  @Test
  void terminal_hasABarThatGoesAway() throws InterruptedException {
    PrintWriter out = new PrintWriter(err);
    try (ProgressLine line = new ProgressLine(out, true, Duration.ZERO)) {
      line.stage("Hashing", 2 << 20);
      line.advance(1 << 20);
      for (int i = 0; i < 100 && !err.toString().contains("1/2 MiB"); i++) {
        Thread.sleep(50);
      }
    }
    String all = err.toString();
    assertTrue(all.contains("\rHashing  50%"), all);
    assertTrue(all.endsWith("\r" + " ".repeat(79) + "\r"), all);
  }

  @Test
  void shortWork_isSilent() {
    for (boolean terminal : new boolean[] {true, false}) {
      PrintWriter out = new PrintWriter(err);
      try (ProgressLine line = new ProgressLine(out, terminal, Duration.ofHours(1))) {
        line.stage("Hashing", 2 << 20);
        line.advance(1 << 20);
      }
    }
    assertEquals("", err.toString());
  }
}

package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Trace;
import dev.hearth.e2e.page.HearthPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Live video leaves the page's main thread to the person. What counts is what a script computed
 * without a break, not how long it took: a busy machine makes no script compute more.
 */
@Isolated("It measures times.")
class LongTasksIT {
  private static final double MOST_CPU_MS = 50;
  private static final int ANSWERS = 30;

  @Test
  void liveVideo_keepsNoScriptOfThePageBusy(@TempDir Path folder) throws IOException {
    try (HearthPage page = LiveFaces.start(folder)) {
      page.open("faces");
      page.choose("camera");
      page.part("camera-start").click();
      page.browser().waitForScript("document.querySelector('[data-testid=detection]')");
      String count =
          "Number(document.querySelector('[data-testid=detections]').dataset.resultCount)";
      Object before = page.browser().driver().executeScript("return " + count);
      List<Trace.Script> scripts;
      try (Trace trace = page.browser().trace()) {
        page.browser().waitForScript(count + " >= " + before + " + " + ANSWERS);
        scripts = trace.scripts();
      }

      assertTrue(scripts.size() >= ANSWERS, () -> "only " + scripts);
      assertTrue(
          scripts.stream()
              .anyMatch(script -> script.url().startsWith(page.origin()) && script.cpuMs() > 0),
          () -> "none of " + scripts);
      List<Trace.Script> busy =
          scripts.stream().filter(script -> script.cpuMs() > MOST_CPU_MS).toList();
      assertEquals(List.of(), busy);
      page.assertQuiet();
    }
  }
}

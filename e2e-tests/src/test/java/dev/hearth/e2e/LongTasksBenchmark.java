package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Trace;
import dev.hearth.e2e.page.HearthPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.json.Json;

/**
 * Watches a minute of live video by UltraFace, and tells the frame rate, the latency, and each task
 * of the page's main thread that took more than 50 ms, with the scripts that ran in it; none where
 * the browser was busy with something else. Beside them stand the scripts that took longest, with
 * what they computed of that time: a task that computes little was kept waiting by other programs.
 * Fails for no time. Run by {@code mvn -Pbenchmark verify}, alone with {@code
 * -Dit.test=LongTasksBenchmark}; {@code -Dhearth.live.seconds=600} for longer.
 */
@Isolated("It measures times.")
class LongTasksBenchmark {
  private static final long SECONDS = Long.getLong("hearth.live.seconds", 60);
  private static final int LONGEST = 10;

  private static final String OBSERVE =
      """
      const seen = window.seen = {tasks: [], frames: [], figures: [], began: performance.now()};
      const list = document.querySelector('[data-testid=detections]');
      seen.first = Number(list.dataset.resultCount);
      new PerformanceObserver(entries => {
        for (const {startTime, duration, attribution} of entries.getEntries()) {
          const [{containerType, containerSrc} = {}] = attribution;
          seen.tasks.push({startTime, duration, container: `${containerType} ${containerSrc}`});
        }
      }).observe({type: 'longtask'});
      new PerformanceObserver(entries => {
        for (const {startTime, duration, scripts} of entries.getEntries()) {
          seen.frames.push({startTime, duration, scripts: scripts.map(one => ({
            ms: one.duration, layoutMs: one.forcedStyleAndLayoutDuration,
            invoker: one.invoker, url: one.sourceURL, name: one.sourceFunctionName}))});
        }
      }).observe({type: 'long-animation-frame'});
      const line = document.querySelector('[data-testid=camera-figures]');
      new MutationObserver(() => seen.figures.push(Number(line.dataset.fps)))
        .observe(line, {attributeFilter: ['data-fps']});
      """;

  private static final String REPORT =
      """
      const {tasks, frames, figures, first, began} = window.seen;
      const seconds = (performance.now() - began) / 1000;
      const line = document.querySelector('[data-testid=camera-figures]').dataset;
      const list = document.querySelector('[data-testid=detections]').dataset;
      const answers = Number(list.resultCount) - first;
      for (const task of tasks) {
        task.scripts = frames
          .filter(frame => frame.startTime < task.startTime + task.duration
            && task.startTime < frame.startTime + frame.duration)
          .flatMap(frame => frame.scripts);
      }
      return {seconds, answers, framesPerSecond: answers / seconds, figures,
        latencyMedianMs: Number(line.medianMs), latencyP95Ms: Number(line.p95Ms), longTasks: tasks};
      """;

  @Test
  void watch(@TempDir Path folder) throws IOException, InterruptedException {
    try (HearthPage page = LiveFaces.start(folder)) {
      page.open("faces");
      page.choose("camera");
      page.part("camera-start").click();
      page.browser().waitForScript("document.querySelector('[data-testid=detection]')");
      page.browser().waitForScript("document.querySelector('[data-median-ms]')");
      Map<?, ?> report;
      List<Trace.Script> scripts;
      try (Trace trace = page.browser().trace()) {
        page.browser().driver().executeScript(OBSERVE);
        Thread.sleep(SECONDS * 1000);
        report = (Map<?, ?>) page.browser().driver().executeScript(REPORT);
        scripts = trace.scripts();
      }

      page.assertQuiet();
      assertTrue(((Number) report.get("answers")).intValue() > 0, report.toString());
      print(report);
      print(scripts);
      Path file = Path.of("target/long-tasks.json");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, new Json().toJson(report) + "\n");
    }
  }

  private static void print(Map<?, ?> report) {
    System.out.printf(
        "UltraFace on live video for %.0f s: %d answers, %.1f a second, latency %.0f ms (median),"
            + " %.0f ms (95th percentile)%n",
        number(report, "seconds"),
        (int) number(report, "answers"),
        number(report, "framesPerSecond"),
        number(report, "latencyMedianMs"),
        number(report, "latencyP95Ms"));
    List<?> tasks = (List<?>) report.get("longTasks");
    System.out.printf("%d tasks of the main thread over 50 ms%n", tasks.size());
    for (Object one : tasks) {
      Map<?, ?> task = (Map<?, ?>) one;
      System.out.printf(
          "  at %.0f ms: %.0f ms, scripts %s%n",
          number(task, "startTime"), number(task, "duration"), task.get("scripts"));
    }
  }

  private static void print(List<Trace.Script> scripts) {
    System.out.printf("The %d scripts of it that took longest%n", LONGEST);
    scripts.stream()
        .sorted(Comparator.comparingDouble(Trace.Script::wallMs).reversed())
        .limit(LONGEST)
        .forEach(
            script ->
                System.out.printf(
                    "  %.0f ms, computed %.0f ms: %s %s%n",
                    script.wallMs(), script.cpuMs(), script.name(), script.url()));
  }

  private static double number(Map<?, ?> of, String key) {
    return of.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}

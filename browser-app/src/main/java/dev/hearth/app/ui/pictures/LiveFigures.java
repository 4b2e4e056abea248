package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.VideoStream;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.dom.html.HTMLElement;

/** How many frames a second are predicted and how long one takes; once a second. */
final class LiveFigures {
  private static final double PERIOD_MS = 1000;

  private final HTMLElement line;
  private double sinceMs;
  private int answers;

  LiveFigures(HTMLElement line) {
    this.line = line;
    clear();
  }

  /** Begins to count. */
  void clear() {
    sinceMs = Performance.now();
    answers = 0;
    Dom.setText(line, "\u00a0");
    line.removeAttribute("data-fps");
  }

  /** Counts an answer. */
  void add(VideoStream stream) {
    answers++;
    double periodMs = Performance.now() - sinceMs;
    if (periodMs < PERIOD_MS) {
      return;
    }
    double framesPerSecond = 1000 * answers / periodMs;
    double medianMs = stream.latencyMs(0.5);
    double p95Ms = stream.latencyMs(0.95);
    Dom.set(line, "data-fps", framesPerSecond);
    Dom.set(line, "data-median-ms", medianMs);
    Dom.set(line, "data-p95-ms", p95Ms);
    Dom.setText(
        line,
        Words.say(
            "{0} fps \u00b7 {1} ms \u00b7 95 % within {2} ms",
            Format.ms(framesPerSecond), Format.ms(medianMs), Format.ms(p95Ms)));
    sinceMs += periodMs;
    answers = 0;
  }
}

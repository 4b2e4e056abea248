package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.kit.Theme;
import java.util.List;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;

/** The outline of a sound, as one bar a column, and what was found in it. */
final class Waveform {
  static final int BARS = 120;
  private static final int WIDTH = 480;
  private static final int HEIGHT = 160;
  private static final int STEP = WIDTH / BARS;

  private final CanvasRenderingContext2D context;

  Waveform(HTMLCanvasElement canvas) {
    context = (CanvasRenderingContext2D) canvas.getContext("2d");
  }

  /** Returns the outline of the first samples of an array that is as long as the whole sound. */
  static float[] peaks(float[] samples, int count) {
    float[] peaks = new float[BARS];
    for (int bar = 0; bar < BARS; bar++) {
      int from = (int) ((long) samples.length * bar / BARS);
      int to = Math.min(count, (int) ((long) samples.length * (bar + 1) / BARS));
      for (int i = from; i < to; i++) {
        peaks[bar] = Math.max(peaks[bar], Math.abs(samples[i]));
      }
    }
    return peaks;
  }

  /**
   * Draws a sound.
   *
   * @param peaks float[BARS], its outline
   * @param seconds its length
   * @param found stretches are filled, moments are lines
   */
  void draw(float[] peaks, double seconds, List<Span> found) {
    boolean dark = Theme.isDark();
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.setFillStyle(dark ? "#4a2c1c" : "#ffdcc7");
    for (Span span : found) {
      double from = span.from() / seconds * WIDTH;
      context.fillRect(from, 0, Math.max(2, span.to() / seconds * WIDTH - from), HEIGHT);
    }
    for (int bar = 0; bar < BARS; bar++) {
      boolean inside = isInside((bar + 0.5) / BARS * seconds, found);
      context.setFillStyle(
          inside ? (dark ? "#ff8a57" : "#c2470d") : (dark ? "#8b8078" : "#948a80"));
      double half = Math.max(1, Math.sqrt(Math.min(1, peaks[bar])) * (HEIGHT / 2.0 - 2));
      context.fillRect(bar * STEP, HEIGHT / 2.0 - half, STEP - 1.0, 2 * half);
    }
  }

  // Where no stretch was found all of it is.
  private static boolean isInside(double seconds, List<Span> found) {
    boolean stretches = false;
    for (Span span : found) {
      stretches |= span.to() > span.from();
      if (seconds >= span.from() && seconds <= span.to()) {
        return true;
      }
    }
    return !stretches;
  }
}

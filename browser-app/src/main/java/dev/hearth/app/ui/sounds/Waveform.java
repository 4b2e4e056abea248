package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.kit.Theme;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;

/** The outline of a sound, as one bar a column. */
final class Waveform {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 160;
  private static final int STEP = 4;

  private final CanvasRenderingContext2D context;

  Waveform(HTMLCanvasElement canvas) {
    context = (CanvasRenderingContext2D) canvas.getContext("2d");
  }

  /** Draws the first samples of an array that is as long as the whole sound. */
  void draw(float[] samples, int count) {
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.setFillStyle(Theme.isDark() ? "#ff8a57" : "#c2470d");
    int bars = WIDTH / STEP;
    for (int bar = 0; bar < bars; bar++) {
      int from = (int) ((long) samples.length * bar / bars);
      int to = Math.min(count, (int) ((long) samples.length * (bar + 1) / bars));
      float peak = 0;
      for (int i = from; i < to; i++) {
        peak = Math.max(peak, Math.abs(samples[i]));
      }
      double half = Math.max(1, Math.sqrt(Math.min(1, peak)) * (HEIGHT / 2.0 - 2));
      context.fillRect(bar * STEP, HEIGHT / 2.0 - half, STEP - 1.0, 2 * half);
    }
  }
}

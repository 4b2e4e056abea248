package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.kit.Theme;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;

/** The probability of speech over the last seconds, which scrolls from right to left. */
final class SpeechCurve {
  private static final int HEIGHT = 160;

  private final CanvasRenderingContext2D context;
  private final float[] probabilities;
  private final boolean[] spoken;
  private final double threshold;
  private int next;
  private boolean waiting;

  /**
   * Makes an empty one.
   *
   * @param windows how many are seen at once
   * @param threshold from which speech begins, 0 to 1
   */
  SpeechCurve(HTMLCanvasElement canvas, int windows, double threshold) {
    this.threshold = threshold;
    canvas.setWidth(windows);
    canvas.setHeight(HEIGHT);
    context = (CanvasRenderingContext2D) canvas.getContext("2d");
    probabilities = new float[windows];
    spoken = new boolean[windows];
  }

  void clear() {
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = 0;
      spoken[i] = false;
    }
    draw();
  }

  void add(double probability, boolean speaking) {
    probabilities[next] = (float) probability;
    spoken[next] = speaking;
    next = (next + 1) % probabilities.length;
    if (!waiting) {
      waiting = true;
      Window.requestAnimationFrame(time -> draw());
    }
  }

  void draw() {
    waiting = false;
    boolean dark = Theme.isDark();
    int width = probabilities.length;
    context.clearRect(0, 0, width, HEIGHT);
    for (int x = 0; x < width; x++) {
      int window = (next + x) % width;
      if (spoken[window]) {
        context.setFillStyle(dark ? "#4a2c1c" : "#ffdcc7");
        context.fillRect(x, 0, 1, HEIGHT);
      }
      double height = Math.max(1, probabilities[window] * HEIGHT);
      context.setFillStyle(
          spoken[window] ? (dark ? "#ff8a57" : "#c2470d") : (dark ? "#8b8078" : "#948a80"));
      context.fillRect(x, HEIGHT - height, 1, height);
    }
    context.setFillStyle(dark ? "#f7efe6" : "#1d1916");
    double y = Math.floor(HEIGHT * (1 - threshold));
    for (int x = 0; x < width; x += 6) {
      context.fillRect(x, y, 3, 1);
    }
  }
}

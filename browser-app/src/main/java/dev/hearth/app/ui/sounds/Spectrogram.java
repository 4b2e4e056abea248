package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.kit.HeatMap;
import dev.hearth.app.ui.kit.Theme;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** Frames of features that scroll from right to left. */
final class Spectrogram {
  private static final double FALL = 0.02;
  private static final double LEAST_RANGE = 6;

  private final CanvasRenderingContext2D context;
  private final HTMLCanvasElement canvas;
  private final double steps;
  private final double silence;
  private ImageData image = new ImageData(1, 1);
  private float[] values = {};
  private int frames;
  private int bands;
  private double low;
  private double high;
  private int next;
  private boolean waiting;

  /**
   * Makes an empty one.
   *
   * @param steps how many times new frames come until all that is seen is new
   * @param silence its value; NaN to take the first frames for silence
   */
  Spectrogram(HTMLCanvasElement canvas, double steps, double silence) {
    this.canvas = canvas;
    this.steps = steps;
    this.silence = silence;
    context = (CanvasRenderingContext2D) canvas.getContext("2d");
  }

  void clear() {
    bands = 0;
    context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
  }

  private void begin(float[] rows, int width) {
    bands = width;
    frames = Math.max(1, (int) (steps * rows.length / width));
    values = new float[frames * bands];
    canvas.setWidth(frames);
    canvas.setHeight(bands);
    image = new ImageData(frames, bands);
    next = 0;
    low = silence;
    if (Double.isNaN(silence)) {
      double sum = 0;
      for (float value : rows) {
        sum += value;
      }
      low = sum / rows.length;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) low;
    }
    high = low + LEAST_RANGE;
  }

  /** Adds rows of some values each, oldest first. */
  void add(float[] rows, int width) {
    if (width < 1 || rows.length < width) {
      return;
    }
    if (bands != width) {
      begin(rows, width);
    }
    for (int i = 0; i + bands <= rows.length; i += bands) {
      high = Math.max(low + LEAST_RANGE, high - FALL);
      for (int band = 0; band < bands; band++) {
        values[next * bands + band] = rows[i + band];
        high = Math.max(high, rows[i + band]);
      }
      next = (next + 1) % frames;
    }
    if (!waiting) {
      waiting = true;
      Window.requestAnimationFrame(time -> redraw());
    }
  }

  void redraw() {
    waiting = false;
    if (bands == 0) {
      return;
    }
    HeatMap colours = new HeatMap(Theme.isDark());
    Uint8ClampedArray rgba = image.getData();
    for (int column = 0; column < frames; column++) {
      int frame = (next + column) % frames;
      for (int band = 0; band < bands; band++) {
        double share = (values[frame * bands + band] - low) / (high - low);
        // Squared, so that the noise of a quiet room stays near the paper's colour.
        colours.put(rgba, ((bands - 1 - band) * frames + column) * 4, share * Math.abs(share));
      }
    }
    context.putImageData(image, 0, 0);
  }
}

package dev.hearth.app.ui;

import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** Log-mel frames that scroll from right to left. */
final class Spectrogram {
  private static final double FALL = 0.02;
  private static final double LEAST_RANGE = 6;

  private final CanvasRenderingContext2D context;
  private final ImageData image;
  private final float[] values;
  private final int frames;
  private final int bands;
  private final double low;
  private double high;
  private int next;
  private boolean waiting;

  /**
   * Makes an empty one.
   *
   * @param frames how many are seen at once
   * @param low the value of silence
   */
  Spectrogram(HTMLCanvasElement canvas, int frames, int bands, double low) {
    this.frames = frames;
    this.bands = bands;
    this.low = low;
    values = new float[frames * bands];
    canvas.setWidth(frames);
    canvas.setHeight(bands);
    context = (CanvasRenderingContext2D) canvas.getContext("2d");
    image = new ImageData(frames, bands);
    clear();
  }

  void clear() {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) low;
    }
    high = low + LEAST_RANGE;
    redraw();
  }

  /** Adds rows of values, oldest first. */
  void add(float[] rows) {
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

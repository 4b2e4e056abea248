package dev.hearth.app.ui.media;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Float32Array;

/** The spectrum of live sound, by the browser's analyser. */
public final class Spectrum {
  /** From one row to the next. */
  public static final double STEP_SECONDS = 0.05;

  /** The value of silence: -100 dB, in units of 8 dB. */
  public static final double SILENCE = -12.5;

  private final JSObject running;

  /**
   * Begins to look.
   *
   * @param stream a MediaStream, which stays the caller's to stop
   */
  public Spectrum(JSObject stream, Listener listener) {
    running = start(stream, listener, STEP_SECONDS * 1000);
  }

  public void close() {
    stop(running);
  }

  /** Gets a row, low frequencies first. */
  @JSFunctor
  public interface Listener extends JSObject {
    void row(Float32Array values);
  }

  @JSBody(
      params = {"stream", "listener", "stepMs"},
      script =
          "const context = new AudioContext();"
              + "const analyser = new AnalyserNode(context,"
              + " {fftSize: 512, smoothingTimeConstant: 0.2});"
              + "context.createMediaStreamSource(stream).connect(analyser);"
              + "const timer = setInterval(() => {"
              + "const all = new Float32Array(256); analyser.getFloatFrequencyData(all);"
              + "listener(all.subarray(0, 96).map(db => Math.max(-12.5, db / 8)));"
              + "}, stepMs);"
              + "return {stop: () => { clearInterval(timer); context.close(); }};")
  private static native JSObject start(JSObject stream, Listener listener, double stepMs);

  @JSBody(params = "running", script = "running.stop();")
  private static native void stop(JSObject running);
}

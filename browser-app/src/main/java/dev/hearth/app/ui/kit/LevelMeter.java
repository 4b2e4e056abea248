package dev.hearth.app.ui.kit;

import org.teavm.jso.dom.html.HTMLElement;

/** How loud it is, from -60 dB to 0 dB of full scale. */
public final class LevelMeter {
  private static final double RANGE_DB = 60;

  private final HTMLElement meter;
  private final HTMLElement bar;

  /**
   * Makes a meter at its lowest.
   *
   * @param panel holds it
   */
  public LevelMeter(HTMLElement panel) {
    meter = Dom.part(panel, ".level");
    bar = Dom.part(meter, ".bar");
    show(0);
  }

  /** Shows a root mean square of 0 to 1. */
  public void show(double rms) {
    double db = rms > 0 ? 20 * Math.log(rms) / Math.log(10) : -RANGE_DB;
    double share = Math.max(0, Math.min(1, 1 + db / RANGE_DB));
    Dom.set(meter, "aria-valuenow", Math.floor(share * 100));
    Dom.style(bar, "--p", share);
  }
}

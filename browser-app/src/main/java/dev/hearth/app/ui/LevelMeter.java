package dev.hearth.app.ui;

import org.teavm.jso.dom.html.HTMLElement;

/** How loud it is, from -60 dB to 0 dB of full scale. */
final class LevelMeter {
  private static final double RANGE_DB = 60;

  private final HTMLElement bar = Dom.el("span", "bar");
  private final HTMLElement element = Dom.named(Dom.el("div", "level", bar), "level");

  LevelMeter() {
    element.setAttribute("role", "meter");
    element.setAttribute("aria-label", Text.LEVEL);
    element.setAttribute("aria-valuemin", "0");
    element.setAttribute("aria-valuemax", "100");
    show(0);
  }

  HTMLElement element() {
    return element;
  }

  /** Shows a root mean square of 0 to 1. */
  void show(double rms) {
    double db = rms > 0 ? 20 * Math.log(rms) / Math.log(10) : -RANGE_DB;
    double share = Math.max(0, Math.min(1, 1 + db / RANGE_DB));
    element.setAttribute("aria-valuenow", "" + (int) (share * 100));
    Dom.style(bar, "--p", share);
  }
}

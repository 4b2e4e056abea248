package dev.hearth.app.ui.benchmark;

import dev.hearth.app.ui.kit.Dom;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** Horizontal bars of one unit, to one scale, each with its figure beside it. */
final class Chart {
  /** Widths of bars are shares of this. */
  private static final double FULL = 1000;

  private final HTMLElement element = Dom.template("t-bench-chart");
  private final HTMLElement bars = Dom.part(element, ".bench-bars");
  private final double scale;

  /**
   * Makes a chart without bars.
   *
   * @param title what it shows
   * @param most the longest bar's value
   */
  Chart(String title, double most) {
    Dom.setText(element, ".bench-chart-title", title);
    scale = most > 0 ? FULL / most : 0;
  }

  HTMLElement element() {
    return element;
  }

  /**
   * Adds a bar of parts that follow each other.
   *
   * @param label what it is of
   * @param figure its value in words
   * @param classes of the parts, which give them their colours
   * @param values of the parts, 0 or more
   */
  void add(String label, String figure, String[] classes, double... values) {
    HTMLElement row = Dom.template("t-bench-bar");
    Dom.setText(row, ".bench-bar-label", label);
    Dom.setText(row, ".bench-bar-figure", figure);
    HTMLElement svg = Dom.part(row, "svg");
    double at = 0;
    for (int i = 0; i < values.length; i++) {
      double width = values[i] * scale;
      rect(svg, classes[i], at, width);
      at += width;
    }
    bars.appendChild(row);
  }

  @JSBody(
      params = {"svg", "name", "x", "width"},
      script =
          "const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');"
              + "rect.setAttribute('class', name); rect.setAttribute('x', x);"
              + "rect.setAttribute('width', width); rect.setAttribute('height', 16);"
              + "svg.append(rect);")
  private static native void rect(HTMLElement svg, String name, double x, double width);
}

package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import org.teavm.jso.dom.html.HTMLElement;

/** A setting of 0 to 1, shown in per cent. */
final class Slider {
  private final HTMLElement input;
  private final HTMLElement output;
  private double value;

  /**
   * Makes a slider of a {@code .control}.
   *
   * @param value the setting at first; kept as it is until a person moves the slider
   * @param moved told when one does; must not block
   */
  Slider(HTMLElement control, double value, Action moved) {
    this.value = value;
    input = Dom.part(control, "input");
    output = Dom.part(control, "output");
    Dom.setNumber(input, value * 100);
    render();
    Dom.on(
        input,
        "input",
        event -> {
          this.value = Dom.number(input) / 100;
          render();
          moved.run();
        });
  }

  double value() {
    return value;
  }

  private void render() {
    String percent = Format.wholePercent(value + 0.0001);
    Dom.setText(output, percent);
    input.setAttribute("aria-valuetext", percent);
  }
}

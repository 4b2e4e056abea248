package dev.hearth.app.ui;

import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.TwoStep;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** A thing that this device keeps: what it is, its size, and a button that deletes it. */
final class KeptRow {
  private final HTMLElement element = Dom.template("t-kept");

  /**
   * Makes a row.
   *
   * @param delete deletes the thing; null where it stays
   */
  KeptRow(String title, String about, long bytes, @Nullable Action delete) {
    Dom.setText(element, ".kept-title", title);
    Dom.setText(element, ".kept-about", about);
    Dom.setText(element, ".kept-size", Format.size(bytes));
    HTMLElement button = Dom.part(element, ".kept-delete");
    if (delete == null) {
      button.delete();
    } else {
      TwoStep.attach(button, Text.delete(title), delete);
    }
  }

  HTMLElement element() {
    return element;
  }
}

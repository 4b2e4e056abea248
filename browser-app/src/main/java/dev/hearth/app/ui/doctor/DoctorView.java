package dev.hearth.app.ui.doctor;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.View;
import org.teavm.jso.dom.html.HTMLElement;

/** What this device and browser can do. */
public final class DoctorView implements View {
  private final HTMLElement element = Dom.template("t-doctor");

  /** Begins to show it. */
  public DoctorView() {
    Dom.root().setAttribute("data-state", "doctor");
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {}
}

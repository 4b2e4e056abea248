package dev.hearth.app.ui.model;

import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.Leave;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.View;
import org.teavm.jso.JSExport;
import org.teavm.jso.dom.html.HTMLElement;

/** A model of the site. */
public final class ModelMain {
  private ModelMain() {}

  /** Does nothing: {@link #show} is the way in. */
  public static void main(String[] args) {}

  /**
   * Shows the model that the page's address asks for.
   *
   * @param slot gets the view
   * @return what ends it
   */
  @JSExport
  public static Leave show(HTMLElement slot, Go go) {
    View view = new ModelView(Route.current(), next -> go.to(next.href()));
    slot.clear();
    slot.appendChild(view.element());
    return view::leave;
  }
}

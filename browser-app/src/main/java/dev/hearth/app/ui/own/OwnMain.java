package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.Leave;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.View;
import org.teavm.jso.JSExport;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** A person's own model. */
public final class OwnMain {
  private OwnMain() {}

  /** Does nothing: {@link #show} is the way in. */
  public static void main(String[] args) {}

  /**
   * Shows the view that the page's address asks for.
   *
   * @param slot gets the view
   * @return what ends it
   */
  @JSExport
  public static Leave show(HTMLElement slot, Go go) {
    View view = new OwnView();
    HTMLDocument.current().setTitle(Text.title(Route.current().title()));
    slot.clear();
    slot.appendChild(view.element());
    return view::leave;
  }
}

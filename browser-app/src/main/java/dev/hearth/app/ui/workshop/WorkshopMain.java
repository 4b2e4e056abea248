package dev.hearth.app.ui.workshop;

import dev.hearth.app.ui.about.AboutView;
import dev.hearth.app.ui.benchmark.BenchmarkView;
import dev.hearth.app.ui.doctor.DoctorView;
import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.Leave;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.runs.RunsView;
import org.teavm.jso.JSExport;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The views about all models. */
public final class WorkshopMain {
  private WorkshopMain() {}

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
    View view =
        switch (Route.current().view()) {
          case "runs" -> RunsView.open();
          case "benchmark" -> new BenchmarkView();
          case "doctor" -> new DoctorView();
          default -> new AboutView();
        };
    HTMLDocument.current().setTitle(Text.title(Route.current().title()));
    slot.clear();
    slot.appendChild(view.element());
    return view::leave;
  }
}

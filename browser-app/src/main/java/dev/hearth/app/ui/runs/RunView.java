package dev.hearth.app.ui.runs;

import dev.hearth.app.client.Run;
import dev.hearth.app.client.RunItem;
import dev.hearth.app.client.Runs;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** One run: its inputs, and what came of each. */
final class RunView implements View {
  private final HTMLElement element = Dom.template("t-run");
  private final HTMLElement rows = Dom.part(element, "tbody");
  private final List<RunRow> shown = new ArrayList<>();
  private final Following following = new Following(element, this::look);
  private final String id;
  private @Nullable RunCard card;

  RunView(String id) {
    this.id = id;
    Dom.on(Dom.part(element, ".save-csv"), "click", event -> save("csv"));
    Dom.on(Dom.part(element, ".save-json"), "click", event -> save("json"));
    following.begin();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    following.end();
    for (RunRow row : shown) {
      row.close();
    }
  }

  private void look() {
    Runs.Opened found = Runs.get(id);
    if (following.isOver()) {
      return;
    }
    Dom.show(Dom.part(element, ".run-found"), found != null);
    Dom.show(Dom.part(element, ".run-gone"), found == null);
    Dom.root().setAttribute("data-state", "run");
    if (found == null) {
      if (card != null) {
        // The button that was pressed is gone.
        card = null;
        Dom.part(element, ".runs-back a").focus();
        Announcer.say(Words.say("Deleted"));
      }
      return;
    }
    Run run = found.run();
    RunCard head = card;
    if (head == null) {
      head = new RunCard(run, false, following::failed);
      card = head;
      Dom.part(element, ".run-head").appendChild(head.element());
    }
    head.show(run);
    HTMLDocument.current().setTitle(Text.title(run.getTitle()));
    List<RunItem> items = found.items();
    for (int i = 0; i < items.size(); i++) {
      if (i == shown.size()) {
        RunRow row = new RunRow(items.get(i));
        shown.add(row);
        rows.appendChild(row.element());
      }
      shown.get(i).show(run.getTask(), items.get(i));
    }
  }

  private void save(String format) {
    Tasks.start(() -> Runs.save(id, format), following::failed);
  }
}

package dev.hearth.app.ui.runs;

import dev.hearth.app.client.Run;
import dev.hearth.app.client.Runs;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** Long runs: what waits, runs, and is done. */
public final class RunsView implements View {
  private final HTMLElement element = Dom.template("t-runs");
  private final HTMLElement rows = Dom.part(element, ".runs-list");
  private final List<RunCard> cards = new ArrayList<>();
  private final Following following = new Following(element, this::look);

  /** Returns the view of one run, or of all, as the page's address asks. */
  public static View open() {
    String run = Dom.query("run");
    return run.isEmpty() ? new RunsView() : new RunView(run);
  }

  private RunsView() {
    following.begin();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    following.end();
  }

  private void look() {
    List<Run> runs = Runs.list();
    if (following.isOver()) {
      return;
    }
    for (int i = cards.size() - 1; i >= 0; i--) {
      if (indexOf(runs, cards.get(i).id()) < 0) {
        cards.remove(i).delete();
      }
    }
    for (int i = runs.size() - 1; i >= 0; i--) {
      Run run = runs.get(i);
      RunCard card = cardOf(run.getId());
      if (card == null) {
        card = new RunCard(run, true, following::failed);
        cards.add(card);
        rows.insertBefore(card.element(), rows.getFirstChild());
      }
      card.show(run);
    }
    Dom.show(Dom.part(element, ".runs-none"), runs.isEmpty());
    Dom.root().setAttribute("data-state", "runs");
  }

  private @Nullable RunCard cardOf(String id) {
    for (RunCard card : cards) {
      if (card.id().equals(id)) {
        return card;
      }
    }
    return null;
  }

  private static int indexOf(List<Run> runs, String id) {
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).getId().equals(id)) {
        return i;
      }
    }
    return -1;
  }
}

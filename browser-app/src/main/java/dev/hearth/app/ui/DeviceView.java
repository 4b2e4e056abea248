package dev.hearth.app.ui;

import dev.hearth.app.client.Inventory;
import dev.hearth.app.client.Inventory.Kept;
import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.TwoStep;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Tasks;
import org.teavm.jso.dom.html.HTMLElement;

/** What the site keeps on this device, and what it has asked for and sent. */
final class DeviceView implements View {
  private final HTMLElement element = Dom.template("t-device");
  private final HTMLElement rows = Dom.part(element, ".kept");
  private final HTMLElement all = Dom.part(element, ".kept-all");
  private final RequestList requests = new RequestList(element);
  private boolean hasPage;
  private boolean left;

  /** Begins to look. */
  DeviceView() {
    Dom.root().setAttribute("data-state", "loading");
    TwoStep.attach(all, Text.DELETE_ALL, () -> change(Inventory::removeAll));
    look();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    left = true;
  }

  @Override
  public void installed() {
    if (!hasPage) {
      look();
    }
  }

  @Override
  public void asked() {
    requests.show();
  }

  private void look() {
    Tasks.start(() -> show(Inventory.read()), this::failed);
  }

  private void change(Action delete) {
    Tasks.start(
        () -> {
          delete.run();
          show(Inventory.read());
          // The button that was pressed is gone.
          Dom.part(element, "#kept-title").focus();
          Announcer.say(Text.DELETED);
        },
        this::failed);
  }

  private void show(Inventory inventory) {
    if (left) {
      return;
    }
    rows.clear();
    for (Kept kept : inventory.models()) {
      add(
          new KeptRow(
              Words.say(kept.title()) + " " + kept.version(),
              Text.kept(kept),
              kept.bytes(),
              () -> change(() -> Inventory.remove(kept.manifest()))));
    }
    if (inventory.runtimeBytes() > 0) {
      add(
          new KeptRow(
              Text.RUNTIMES,
              Text.RUNTIMES_ABOUT,
              inventory.runtimeBytes(),
              () -> change(Inventory::removeRuntimes)));
    }
    boolean any = rows.getFirstChild() != null;
    hasPage = inventory.pageBytes() > 0;
    if (hasPage) {
      add(new KeptRow(Text.PAGE, Text.PAGE_ABOUT, inventory.pageBytes(), null));
    }
    Dom.show(Dom.part(element, ".kept-none"), !any);
    Dom.show(all, any);
    Dom.flag(all, "disabled", false);
    Dom.setText(element, ".room", Text.room(inventory.usageBytes(), inventory.quotaBytes()));
    Dom.root().setAttribute("data-state", "device");
  }

  private void add(KeptRow row) {
    rows.appendChild(row.element());
  }

  private void failed(RuntimeException failure) {
    if (!left) {
      rows.clear();
      rows.appendChild(Problems.ofStorage(failure).show(remedy -> look()));
      Dom.root().setAttribute("data-state", "failed");
    }
  }
}

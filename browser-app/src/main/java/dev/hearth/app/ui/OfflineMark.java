package dev.hearth.app.ui;

import dev.hearth.app.client.Offline;
import dev.hearth.app.client.Offline.Cancel;
import dev.hearth.app.client.Offline.KeepException;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelIndex.Entry;
import org.teavm.jso.dom.html.HTMLElement;

/** Says on a model's card whether it works without a network, and makes it so. */
final class OfflineMark {
  private final Entry entry;
  private final HTMLElement row;
  private Cancel cancel = new Cancel();

  /**
   * Makes the mark of a card, which says nothing yet.
   *
   * @param card the model's
   */
  OfflineMark(HTMLElement card, Entry entry) {
    this.entry = entry;
    row = Dom.part(card, ".card-offline");
    Dom.on(Dom.part(row, ".keep"), "click", event -> keep());
    Dom.on(Dom.part(row, ".again"), "click", event -> keep());
    Dom.on(Dom.part(row, ".cancel"), "click", event -> cancel.cancel());
  }

  /** Looks at what is on this device, blocking. */
  void look() {
    if ("keeping".equals(row.getAttribute("data-keep"))) {
      return;
    }
    try {
      Offline.State state = Offline.state(entry.name());
      Dom.setText(row, ".keep-size", Format.size(state.missingBytes()));
      boolean wanted = state.pinned() && !state.works();
      if (state.underWay() || (wanted && !Dom.root().hasAttribute("data-offline"))) {
        // Begun before, of a new version, or thrown away by the browser.
        keep();
      } else {
        show(state.works() ? "works" : "absent");
      }
    } catch (KeepException e) {
      // Without its manifest it cannot work; what it would take is not known.
      Dom.setText(row, ".keep-size", "");
      show("absent");
    }
  }

  private void keep() {
    cancel = new Cancel();
    progress(0, 0);
    show("keeping");
    Tasks.start(
        () -> {
          Offline.keep(entry.name(), this::progress, cancel);
          show("works");
          Announcer.say(Text.worksOffline(Words.say(entry.title())));
        },
        this::failed);
  }

  private void progress(long bytes, long totalBytes) {
    double share = totalBytes > 0 ? (double) bytes / totalBytes : 0;
    Dom.setText(row, ".figures", totalBytes > 0 ? Text.progress(bytes, totalBytes) : "");
    Dom.style(Dom.part(row, ".bar"), "--p", share);
    Dom.set(Dom.part(row, ".track"), "aria-valuenow", Math.floor(share * 100));
  }

  private void failed(RuntimeException failure) {
    String code = failure instanceof KeepException e ? e.code() : "";
    if (code.equals("CANCELLED")) {
      show("");
      Tasks.start(
          () -> {
            look();
            // The button that was pressed is gone.
            Dom.part(row, ".keep").focus();
          },
          again -> {});
      return;
    }
    Dom.setText(row, ".keep-problem", Text.notKept(code));
    show("failed");
  }

  private void show(String state) {
    row.setAttribute("data-keep", state);
  }
}

package dev.hearth.app.ui;

import dev.hearth.app.client.Requests;
import dev.hearth.app.client.Requests.Counts;
import dev.hearth.app.client.Requests.Request;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.js.Tasks;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * What the page has asked for and sent: the numbers, and each request where a person opens them.
 */
final class RequestList {
  private final HTMLElement view;
  private final HTMLElement details;
  private final HTMLElement list;

  /**
   * Shows what is known so far.
   *
   * @param view holds the parts
   */
  RequestList(HTMLElement view) {
    this.view = view;
    details = Dom.part(view, ".requests");
    list = Dom.part(view, ".request-list");
    Dom.on(details, "toggle", event -> show());
    show();
  }

  /** Shows what is known now. */
  void show() {
    Tasks.start(
        () -> {
          Counts counts = Requests.counts();
          Dom.setText(
              view, ".asked-here", Integer.toString(counts.requests() - counts.elsewhere()));
          Dom.setText(view, ".asked-elsewhere", Integer.toString(counts.elsewhere()));
          Dom.setText(view, ".sent", Format.bytes(counts.sentBytes()));
          Dom.setText(view, ".blocked", Integer.toString(counts.blocked()));
          Dom.setText(view, ".since", Text.since(counts.since()));
          if (details.hasAttribute("open")) {
            list();
          }
        },
        failure -> {});
  }

  private void list() {
    list.clear();
    for (Request request : Requests.list()) {
      HTMLElement item = Dom.template("t-request");
      Dom.setText(item, ".request-url", request.url());
      Dom.setText(item, ".request-by", Text.request(request));
      list.appendChild(item);
    }
  }
}

package dev.hearth.app.ui.runs;

import dev.hearth.app.client.RunFailure;
import dev.hearth.app.client.RunItem;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Pictures;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** An input of a run, and what came of it. */
final class RunRow {
  private final HTMLElement element = Dom.template("t-run-row");
  private final List<String> addresses = new ArrayList<>();
  private String state = "";

  RunRow(RunItem item) {
    Dom.setText(element, ".item-name", item.getName());
  }

  HTMLElement element() {
    return element;
  }

  /** Frees the pictures. */
  void close() {
    for (String address : addresses) {
      Pictures.revoke(address);
    }
    addresses.clear();
  }

  /** Shows the input as it is now. */
  void show(String task, RunItem item) {
    if (state.equals(item.getState())) {
      return;
    }
    state = item.getState();
    element.setAttribute("data-item", state);
    JSObject thumbnail = item.getThumbnail();
    if (thumbnail != null && addresses.isEmpty()) {
      HTMLElement image = Dom.part(element, "img");
      image.setAttribute("src", addressOf(thumbnail));
      Dom.show(image, true);
    }
    RunFailure failure = item.getFailure();
    JSObject result = item.getResult();
    String text = "";
    if (state.equals("failed")) {
      text = Words.say("Failed");
    } else if (result != null) {
      text = ResultWords.of(task, result);
    }
    Dom.setText(element, ".item-result", text);
    Dom.setText(element, ".item-reason", failure == null ? "" : failure.getMessage());
    JSObject picture = item.getPicture();
    HTMLElement link = Dom.part(element, ".item-picture");
    Dom.show(link, picture != null);
    if (picture != null) {
      link.setAttribute("href", addressOf(picture));
      link.setAttribute("download", item.getName() + ".png");
    }
  }

  private String addressOf(JSObject blob) {
    String address = Pictures.objectUrl(blob);
    addresses.add(address);
    return address;
  }
}

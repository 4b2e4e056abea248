package dev.hearth.app.ui.about;

import dev.hearth.app.client.Measuring;
import dev.hearth.app.client.Measuring.AboutModel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelIndex.Entry;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** One model: what it does and weighs, and, once it is opened, its licence and its card. */
final class ModelCard {
  private final HTMLElement element = Dom.template("t-about-model");
  private final Entry entry;
  private final Measuring measuring;
  private boolean asked;

  ModelCard(Entry entry, Measuring measuring) {
    this.entry = entry;
    this.measuring = measuring;
    element.setAttribute("data-testid", "about-" + entry.name());
    Dom.setText(element, ".about-title", Words.say(entry.title()));
    Dom.setText(element, ".about-what", Words.say(entry.description()));
    set("task", Text.task(entry.task()));
    set("size", Format.size(entry.bytes()));
    Dom.part(element, ".about-open").setAttribute("href", Route.to(entry.name()).href());
    Dom.on(element, "toggle", event -> read());
  }

  HTMLElement element() {
    return element;
  }

  private void read() {
    if (asked || !isOpen(element)) {
      return;
    }
    asked = true;
    HTMLElement slot = Dom.part(element, ".about-problem");
    slot.clear();
    Tasks.start(
        () -> show(measuring.about(entry.name())),
        failure -> {
          asked = false;
          slot.appendChild(Problems.ofLoading(failure).show(remedy -> read()));
        });
  }

  private void show(AboutModel about) {
    set("licence", Text.license(about.getLicense()));
    set("version", about.getVersion());
    set("variants", about.getVariants());
    set("runtime", about.getRuntime());
    String card = about.getCard();
    Dom.setText(
        element, ".about-card", card.isEmpty() ? Words.say("The model has no card.") : card);
    element.setAttribute("data-card", "shown");
  }

  private void set(String fact, String text) {
    Dom.setText(element, "[data-fact=" + fact + "]", text);
  }

  @JSBody(params = "details", script = "return details.open;")
  private static native boolean isOpen(HTMLElement details);
}

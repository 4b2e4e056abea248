package dev.hearth.app.ui.about;

import dev.hearth.app.client.Measuring;
import dev.hearth.app.client.Measuring.Part;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.View;
import dev.hearth.js.Http;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelIndex.Entry;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;

/** What this site is: its models with their cards, and what it carries. */
public final class AboutView implements View {
  private final HTMLElement element = Dom.template("t-about");
  private final HTMLElement problem = Dom.part(element, ".about-problem");
  private boolean left;

  /** Begins to read. */
  public AboutView() {
    Dom.root().setAttribute("data-state", "loading");
    load();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    left = true;
  }

  private void load() {
    problem.clear();
    Tasks.start(
        () -> {
          Measuring measuring = Measuring.load();
          showModels(ModelIndex.parse(Http.text("models/index.json")), measuring);
          showParts(measuring.parts());
          if (!left) {
            Dom.root().setAttribute("data-state", "about");
          }
        },
        failure -> {
          if (!left) {
            problem.appendChild(Problems.ofLoading(failure).show(remedy -> load()));
            Dom.root().setAttribute("data-state", "failed");
          }
        });
  }

  private void showModels(ModelIndex index, Measuring measuring) {
    HTMLElement list = Dom.part(element, ".about-models");
    list.clear();
    for (Entry entry : index.models()) {
      list.appendChild(new ModelCard(entry, measuring).element());
    }
  }

  private void showParts(JSArrayReader<Part> parts) {
    HTMLElement body = Dom.part(element, "tbody");
    body.clear();
    for (int i = 0; i < parts.getLength(); i++) {
      Part part = parts.get(i);
      HTMLElement row = Dom.template("t-about-part");
      Dom.setText(row, "th", part.getName());
      Dom.setText(row, ".part-version", part.getVersion());
      Dom.setText(row, ".part-licence", part.getLicence());
      body.appendChild(row);
    }
  }
}

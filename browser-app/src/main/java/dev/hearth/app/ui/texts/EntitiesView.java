package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** The labelled spans of a text: listed by label, and marked in the text. */
final class EntitiesView extends SpansView {
  private final HTMLElement groups = Dom.part(element, ".entity-groups");
  private final Palette palette;

  /** Makes an empty one for a model's labels. */
  EntitiesView(List<String> labels) {
    this(new Palette(labels));
  }

  private EntitiesView(Palette palette) {
    super("t-entities", palette);
    this.palette = palette;
  }

  @Override
  public void show(Seen seen) {
    spans = Spans.of(seen.result());
    marked.show(asked, spans);
    groups.clear();
    boolean[] listed = new boolean[spans.length];
    for (int i = 0; i < spans.length; i++) {
      if (!listed[i]) {
        groups.appendChild(group(spans[i].getLabel(), listed));
      }
    }
    answered();
    Announcer.say(Words.say("Found: {0}", Integer.toString(spans.length)));
  }

  private HTMLElement group(String label, boolean[] listed) {
    HTMLElement group = Dom.template("t-entity-group");
    HTMLElement head = Dom.part(group, "h2");
    Dom.set(head, "data-colour", palette.colour(label));
    Dom.setText(head, ".entity-label", label);
    int size = 0;
    for (int i = 0; i < spans.length; i++) {
      if (spans[i].getLabel().equals(label)) {
        listed[i] = true;
        size++;
        Dom.part(group, "ul").appendChild(entity(i));
      }
    }
    Dom.setText(head, ".entity-count", Integer.toString(size));
    return group;
  }

  private HTMLElement entity(int index) {
    Span span = spans[index];
    HTMLElement item = Dom.template("t-entity");
    item.setAttribute("data-label", span.getLabel());
    Dom.set(item, "data-start", span.getStart());
    Dom.set(item, "data-end", span.getEnd());
    Dom.set(item, "data-score", span.getScore());
    Dom.setText(item, ".entity-text", span.getText());
    Dom.setText(item, ".result-percent", Format.percent(span.getScore()));
    Dom.on(Dom.part(item, "button"), "click", event -> marked.reveal(index));
    return item;
  }

  @Override
  public void clear() {
    super.clear();
    groups.clear();
  }
}

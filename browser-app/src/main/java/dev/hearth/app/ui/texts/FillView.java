package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;

/** The words that fit each gap of a text; one that is chosen goes into the text. */
final class FillView implements TextView {
  /** Puts a word into a gap. */
  interface Filler {
    void fill(String asked, Span word);
  }

  private final HTMLElement element = Dom.template("t-gaps");
  private final Filler filler;
  private String asked = "";
  private Span[][] gaps = {};
  private int count;

  /**
   * Makes an empty one.
   *
   * @param filler told of a word that was chosen; must not block
   */
  FillView(Filler filler) {
    this.filler = filler;
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void asked(String text) {
    asked = text;
  }

  @Override
  public void show(Seen seen) {
    @SuppressWarnings("unchecked")
    JSArrayReader<JSObject> all = (JSArrayReader<JSObject>) seen.result();
    element.clear();
    gaps = new Span[all.getLength()][];
    String of = asked;
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = Spans.of(all.get(i));
      if (gaps.length > 1) {
        HTMLElement head = Dom.template("t-gap");
        Dom.setText(head, Words.say("Gap {0}", Integer.toString(i + 1)));
        element.appendChild(head);
      }
      Choices choices = new Choices();
      for (Span word : gaps[i]) {
        String score = Format.percent(word.getScore());
        choices.add(word.getLabel(), word.getScore(), score, () -> filler.fill(of, word));
      }
      element.appendChild(choices.element());
    }
    if (gaps.length > 0 && gaps[0].length > 0) {
      Announcer.say(Text.spoken(gaps[0][0].getLabel(), gaps[0][0].getScore()));
    }
    Dom.set(element, "data-result-count", ++count);
  }

  @Override
  public void clear() {
    gaps = new Span[0][];
    element.clear();
  }

  @Override
  public String lines() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < gaps.length; i++) {
      for (Span word : gaps[i]) {
        out.append(i + 1).append('\t').append(word.getLabel()).append('\t');
        out.append(Format.percent(word.getScore())).append('\n');
      }
    }
    return out.toString();
  }
}

package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** The spans of a text that answer a question: listed best first, the chosen one marked. */
final class AnswersView implements TextView {
  private final HTMLElement element = Dom.template("t-answers");
  private final Choices choices = new Choices();
  private final MarkedText marked = new MarkedText(new Palette(List.of()));
  private String asked = "";
  private Span[] spans = {};
  private HTMLElement[] buttons = {};
  private int count;

  AnswersView() {
    element.appendChild(choices.element());
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public HTMLElement inText() {
    return marked.element();
  }

  @Override
  public void asked(String text) {
    asked = text;
  }

  @Override
  public void show(Seen seen) {
    clear();
    spans = Spans.of(seen.result());
    buttons = new HTMLElement[spans.length];
    for (int i = 0; i < spans.length; i++) {
      int index = i;
      double score = spans[i].getScore();
      buttons[i] =
          choices.add(spans[i].getText(), score, Format.percent(score), () -> choose(index));
    }
    Dom.show(Dom.part(element, ".none-found"), spans.length == 0);
    if (spans.length == 0) {
      marked.show(asked, spans);
      Announcer.say(Words.say("No answer found"));
    } else {
      choose(0);
      Announcer.say(Text.spoken(spans[0].getText(), spans[0].getScore()));
    }
    Dom.set(element, "data-result-count", ++count);
  }

  private void choose(int index) {
    for (int i = 0; i < buttons.length; i++) {
      buttons[i].setAttribute("aria-pressed", i == index ? "true" : "false");
    }
    marked.show(asked, new Span[] {spans[index]});
    marked.reveal(0);
  }

  @Override
  public void clear() {
    spans = new Span[0];
    buttons = new HTMLElement[0];
    choices.clear();
    marked.clear();
    Dom.show(Dom.part(element, ".none-found"), false);
  }

  @Override
  public String lines() {
    return Spans.lines(spans);
  }
}

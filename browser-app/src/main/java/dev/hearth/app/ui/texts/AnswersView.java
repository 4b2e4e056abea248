package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** The spans of a text that answer a question: listed best first, the chosen one marked. */
final class AnswersView extends SpansView {
  private final Choices choices = new Choices();
  private HTMLElement[] buttons = {};

  AnswersView() {
    super("t-answers", new Palette(List.of()));
    element.appendChild(choices.element());
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
    answered();
    if (spans.length == 0) {
      marked.show(asked, spans);
      Announcer.say(Words.say("No answer found"));
    } else {
      choose(0);
      Announcer.say(Text.spoken(spans[0].getText(), spans[0].getScore()));
    }
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
    super.clear();
    buttons = new HTMLElement[0];
    choices.clear();
  }
}

package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.manifest.ModelManifest;
import org.teavm.jso.dom.html.HTMLElement;

/** A text and a question, and the parts of the text that answer it. */
final class QuestionTask implements TaskView {
  private final HTMLElement element = Dom.template("t-text");
  private final HTMLElement line = Dom.template("t-question");
  private final HTMLElement question = Dom.part(line, "input");
  private final AnswersView view = new AnswersView();
  private final Pause pause = new Pause(this::ask);
  private final Bench bench;
  private final TextArea area;

  QuestionTask(Bench.Maker benches, ModelManifest manifest) {
    TokenCount tokens = new TokenCount(manifest, Dom.part(element, ".tokens"));
    bench = benches.make(element, new TextAnswer(view, tokens));
    area = new TextArea(bench, element, this::ask);
    HTMLElement slot = Dom.part(element, ".text-more");
    slot.appendChild(line);
    slot.appendChild(view.inText());
    Dom.on(question, "input", event -> pause.begin());
    TextBatch.offer(element, bench, text -> Input.question(text, area.text()));
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void enter() {
    ask();
  }

  @Override
  public void leave() {
    pause.end();
    area.detach();
  }

  private void ask() {
    String context = area.text();
    String asked = Dom.value(question);
    if (context.isBlank() || asked.isBlank()) {
      bench.forget(Words.say("Write a text and a question to see an answer."));
      return;
    }
    bench.predict(
        () -> {
          view.asked(context);
          return bench.model().predict(Input.question(asked, context), null);
        });
  }
}

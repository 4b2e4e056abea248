package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.manifest.ModelManifest;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;

/** A text area, and what a model answers as a person writes. */
public final class TextTask implements TaskView {
  private final HTMLElement element = Dom.template("t-text");
  private final TextView view;
  private final Bench bench;
  private final TextArea area;

  private TextTask(Bench.Maker benches, ModelManifest manifest, TextView view) {
    this.view = view;
    TokenCount tokens = new TokenCount(manifest, Dom.part(element, ".tokens"));
    bench = benches.make(element, new TextAnswer(view, tokens));
    area = new TextArea(bench, element, this::ask);
    HTMLElement inText = view.inText();
    if (inText != null) {
      Dom.part(element, ".text-more").appendChild(inText);
    }
    TextBatch.offer(element, bench, line -> JSString.valueOf(line));
  }

  /** Returns the view of an opened model of texts; null where its task is another. */
  public static @Nullable TaskView open(Bench.Maker benches, ModelManifest manifest) {
    return switch (manifest.task()) {
      case TEXT_CLASSIFICATION -> new TextTask(benches, manifest, new ClassLines());
      case TOKEN_CLASSIFICATION ->
          new TextTask(benches, manifest, new EntitiesView(manifest.labels()));
      case QUESTION_ANSWERING -> new QuestionTask(benches, manifest);
      case FILL_MASK -> new FillTask(benches, manifest);
      case SENTENCE_SIMILARITY -> SentenceTask.open(benches);
      default -> null;
    };
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
    area.detach();
  }

  private void ask() {
    String text = area.text();
    if (text.isBlank()) {
      bench.forget(Words.say("Write a text to see a prediction."));
      return;
    }
    bench.predict(
        () -> {
          view.asked(text);
          return bench.model().predict(JSString.valueOf(text), null);
        });
  }
}

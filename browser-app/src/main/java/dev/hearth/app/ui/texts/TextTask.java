package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.LatestWins;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;

/** A text area, and what a model answers as a person writes. */
public final class TextTask implements TaskView {
  private final HTMLElement element = Dom.template("t-text");
  private final Bench bench;
  private final TextArea area;

  private TextTask(Bench.Maker benches, ModelManifest manifest, TextView view) {
    TokenCount tokens = new TokenCount(manifest, Dom.part(element, ".tokens"));
    bench = benches.make(element, new TextAnswer(view, tokens));
    area = new TextArea(bench, element, this::ask);
  }

  /** Returns the view of an opened model of texts; null where its task is another. */
  public static @Nullable TaskView open(Bench.Maker benches, ModelManifest manifest) {
    return manifest.task() == Task.TEXT_CLASSIFICATION
        ? new TextTask(benches, manifest, new ClassLines())
        : null;
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
    LatestWins.Job job = () -> bench.model().predict(JSString.valueOf(text), null);
    if (text.isBlank()) {
      bench.forget(Words.say("Write a text to see a prediction."));
    } else {
      bench.predict(job);
    }
  }
}

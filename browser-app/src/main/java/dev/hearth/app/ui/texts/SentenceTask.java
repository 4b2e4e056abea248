package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputTabs;
import dev.hearth.app.ui.bench.TabbedTask;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** Sentences, and how alike a model finds them. */
final class SentenceTask {
  private final HTMLElement element = Dom.template("t-sentences");
  private final HTMLElement progress = Dom.part(element, ".tokens");
  private final Vectors vectors = new Vectors();
  private final SimilarityView view = new SimilarityView(vectors);
  private final Bench bench;
  private int turn;

  private SentenceTask(Bench.Maker benches) {
    bench = benches.make(element, new TextAnswer(view, null));
  }

  static TaskView open(Bench.Maker benches) {
    SentenceTask task = new SentenceTask(benches);
    InputTabs tabs = new InputTabs(task.bench, task.element);
    NearestPanel list = new NearestPanel(task, Dom.part(task.element, "#panel-nearest"));
    tabs.add("rows", new RowsPanel(task, Dom.part(task.element, "#panel-rows")));
    tabs.add("nearest", list);
    return new TabbedTask(
        task.element,
        tabs,
        file -> {
          tabs.select("nearest");
          list.take(file);
        });
  }

  Bench bench() {
    return bench;
  }

  /**
   * Compares sentences, instead of those that it may be at.
   *
   * @param nearest to the first one; every two otherwise
   */
  void compare(List<String> sentences, boolean nearest) {
    int mine = ++turn;
    bench.predict(() -> read(mine, sentences, nearest));
  }

  /** Compares nothing, and says how to begin. */
  void idle(String hint) {
    turn++;
    say("");
    bench.forget(hint);
  }

  private @Nullable Seen read(int mine, List<String> sentences, boolean nearest) {
    try {
      Seen seen =
          vectors.read(
              bench.model(),
              sentences,
              (done, all) -> {
                say(Words.say("{0} of {1} read", Integer.toString(done), Integer.toString(all)));
                return mine == turn;
              });
      if (seen != null) {
        view.of(sentences, nearest);
      }
      return seen;
    } finally {
      say("");
    }
  }

  private void say(String text) {
    Dom.setText(progress, text);
  }
}

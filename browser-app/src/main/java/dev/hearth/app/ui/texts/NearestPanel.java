package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Files;
import dev.hearth.js.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A sentence and a list, of which the nearest are found. */
final class NearestPanel implements InputPanel {
  private final SentenceTask task;
  private final HTMLElement query;
  private final HTMLElement list;
  private final Pause pause = new Pause(this::enter);

  NearestPanel(SentenceTask task, HTMLElement panel) {
    this.task = task;
    query = Dom.part(panel, ".query");
    list = Dom.part(panel, "textarea");
    Dom.on(query, "input", event -> pause.begin());
    Dom.on(list, "input", event -> pause.begin());
    Dom.on(
        Dom.part(panel, ".file-input"),
        "change",
        event -> {
          Blob file = Files.of(event);
          if (file != null) {
            take(file);
            Files.forget(event);
          }
        });
  }

  @Override
  public String hint() {
    return Words.say("Write a sentence and a list to see the nearest.");
  }

  @Override
  public void enter() {
    List<String> sentences = new ArrayList<>();
    String one = Dom.value(query).trim();
    List<String> others = Lines.of(Dom.value(list));
    if (one.isEmpty() || others.isEmpty()) {
      task.idle(hint());
      return;
    }
    sentences.add(one);
    sentences.addAll(others);
    task.compare(sentences, true);
  }

  @Override
  public void leave() {
    pause.end();
  }

  /** Takes a list, one sentence a line, in the place of the one it has. */
  void take(Blob file) {
    Tasks.start(
        () -> {
          setValue(list, TextFiles.read(file));
          enter();
        },
        e -> task.bench().report(Problems.ofPrediction(e), () -> take(file)));
  }

  @JSBody(
      params = {"area", "text"},
      script = "area.value = text;")
  private static native void setValue(HTMLElement area, String text);
}

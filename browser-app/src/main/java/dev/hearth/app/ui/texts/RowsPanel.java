package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Sentences one below the other, of which every two are compared. */
final class RowsPanel implements InputPanel {
  private static final int FEWEST = 2;

  private final SentenceTask task;
  private final HTMLElement list;
  private final Pause pause = new Pause(this::enter);
  private final List<HTMLElement> rows = new ArrayList<>();

  RowsPanel(SentenceTask task, HTMLElement panel) {
    this.task = task;
    list = Dom.part(panel, ".sentence-rows");
    Dom.on(Dom.part(panel, ".add"), "click", event -> add("").focus());
    for (int i = 0; i < FEWEST; i++) {
      add("");
    }
  }

  @Override
  public String hint() {
    return Words.say("Write two sentences to see how alike they are.");
  }

  @Override
  public void enter() {
    List<String> sentences = new ArrayList<>();
    for (HTMLElement row : rows) {
      String text = Dom.value(Dom.part(row, "input")).trim();
      if (!text.isEmpty()) {
        sentences.add(text);
      }
    }
    if (sentences.size() < FEWEST) {
      task.idle(hint());
    } else {
      task.compare(sentences, false);
    }
  }

  @Override
  public void leave() {
    pause.end();
  }

  private HTMLElement add(String text) {
    HTMLElement row = Dom.template("t-sentence");
    HTMLElement field = Dom.part(row, "input");
    setValue(field, text);
    Dom.on(field, "input", event -> pause.begin());
    Dom.on(field, "paste", event -> paste(event, field));
    Dom.on(Dom.part(row, ".remove"), "click", event -> remove(row));
    rows.add(row);
    list.appendChild(row);
    number();
    return field;
  }

  // Lines that are pasted become rows; a single line is the browser's to insert.
  private void paste(JSObject event, HTMLElement field) {
    List<String> lines = Lines.of(pasted(event));
    if (lines.size() < 2) {
      return;
    }
    Dom.preventDefault(event);
    int from = Dom.value(field).isBlank() ? 1 : 0;
    if (from == 1) {
      setValue(field, lines.get(0));
    }
    for (String line : lines.subList(from, lines.size())) {
      add(line);
    }
    pause.begin();
  }

  private void remove(HTMLElement row) {
    List<HTMLElement> others = new ArrayList<>();
    for (HTMLElement other : rows) {
      if (other != row) {
        others.add(other);
      }
    }
    rows.clear();
    rows.addAll(others);
    row.delete();
    number();
    Dom.part(rows.get(rows.size() - 1), "input").focus();
    enter();
  }

  private void number() {
    for (int i = 0; i < rows.size(); i++) {
      HTMLElement row = rows.get(i);
      String number = Integer.toString(i + 1);
      Dom.setText(row, ".number", number);
      Dom.part(row, "input").setAttribute("aria-label", Words.say("Sentence {0}", number));
      HTMLElement remove = Dom.part(row, ".remove");
      remove.setAttribute("aria-label", Words.say("Remove sentence {0}", number));
      Dom.flag(remove, "disabled", rows.size() <= FEWEST);
    }
  }

  @JSBody(
      params = {"field", "text"},
      script = "field.value = text;")
  private static native void setValue(HTMLElement field, String text);

  @JSBody(params = "event", script = "return event.clipboardData.getData('text/plain');")
  private static native String pasted(JSObject event);
}

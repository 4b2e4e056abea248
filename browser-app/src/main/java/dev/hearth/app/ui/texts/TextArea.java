package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.FileDrop;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.media.Files;
import dev.hearth.js.Tasks;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** Where a person writes a text, pastes one or opens it as a file. */
final class TextArea {
  private final Bench bench;
  private final HTMLElement area;
  private final Runnable changed;
  private final Pause pause;
  private final FileDrop drop = new FileDrop(this::take);

  /**
   * Makes an empty one.
   *
   * @param box holds the area and its buttons
   * @param changed told of another text, after a short pause where it is typed; must not block
   */
  TextArea(Bench bench, HTMLElement box, Runnable changed) {
    this.bench = bench;
    this.changed = changed;
    area = Dom.part(box, "textarea");
    pause = new Pause(changed::run);
    Dom.on(area, "input", event -> pause.begin());
    Dom.on(Dom.part(box, ".clear"), "click", event -> clear());
    HTMLElement chooser = Dom.part(box, ".file-input");
    Dom.on(
        chooser,
        "change",
        event -> {
          Blob file = Files.of(event);
          if (file != null) {
            take(file);
            Files.forget(event);
          }
        });
    bench.uploadWith(chooser::click);
  }

  HTMLElement element() {
    return area;
  }

  String text() {
    return Dom.value(area);
  }

  /** Puts another text in the place of all. */
  void set(String text) {
    pause.end();
    replace(area, 0, text().length(), text);
    toTop(area);
    changed.run();
  }

  /**
   * Puts a text in the place of a part, so that a person can undo it.
   *
   * @param start the first character
   * @param end the character after the last; start to insert
   */
  void put(int start, int end, String text) {
    replace(area, start, end, text);
    pause.end();
    changed.run();
  }

  /** Puts a text where the caret is. */
  void insert(String text) {
    put(start(area), end(area), text);
  }

  private void clear() {
    set("");
    area.focus();
  }

  private void take(Blob file) {
    Tasks.start(
        () -> set(TextFiles.read(file)),
        e -> bench.report(Problems.ofPrediction(e), () -> take(file)));
  }

  /** Takes no more files, and tells of nothing more. */
  void detach() {
    pause.end();
    drop.detach();
  }

  // The old command is the only one that a person can undo.
  @JSBody(
      params = {"area", "start", "end", "text"},
      script =
          "area.focus({preventScroll: true});"
              + "area.setSelectionRange(start, end);"
              + "const before = area.value;"
              + "const done = document.execCommand(text ? 'insertText' : 'delete', false, text);"
              + "if (!done && area.value === before) area.setRangeText(text, start, end, 'end');")
  private static native void replace(HTMLElement area, int start, int end, String text);

  @JSBody(params = "area", script = "area.setSelectionRange(0, 0); area.scrollTop = 0;")
  private static native void toTop(HTMLElement area);

  @JSBody(params = "area", script = "return area.selectionStart;")
  private static native int start(HTMLElement area);

  @JSBody(params = "area", script = "return area.selectionEnd;")
  private static native int end(HTMLElement area);
}

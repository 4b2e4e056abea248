package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.media.Files;
import dev.hearth.js.Tasks;
import java.util.function.Function;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** Many texts at once: lines that were pasted, or files, as a run that outlives the page. */
final class TextBatch {
  private static final int LONGEST_NAME = 80;

  private final HTMLElement element = Dom.template("t-text-batch");
  private final HTMLElement lines = Dom.part(element, "textarea");
  private final Bench bench;
  private final Function<String, JSObject> input;

  private TextBatch(Bench bench, Function<String, JSObject> input) {
    this.bench = bench;
    this.input = input;
  }

  /**
   * Adds it below a stage.
   *
   * @param view holds the stage
   * @param input makes of a text what the model is given
   */
  static void offer(HTMLElement view, Bench bench, Function<String, JSObject> input) {
    TextBatch batch = new TextBatch(bench, input);
    view.appendChild(batch.element);
    HTMLElement start = Dom.part(batch.element, ".start");
    Dom.on(
        batch.lines,
        "input",
        event -> Dom.flag(start, "disabled", Dom.value(batch.lines).isBlank()));
    Dom.on(start, "click", event -> batch.startLines());
    Dom.on(
        Dom.part(batch.element, ".file-input"),
        "change",
        event -> {
          batch.startFiles(filesOf(event));
          Files.forget(event);
        });
  }

  private void startLines() {
    JSArray<JSObject> inputs = new JSArray<>();
    for (String line : Lines.of(Dom.value(lines))) {
      boolean cut = line.length() > LONGEST_NAME;
      inputs.push(
          Input.named(cut ? line.substring(0, LONGEST_NAME) + "\u2026" : line, input.apply(line)));
    }
    Tasks.start(() -> start(inputs), e -> failed(e, this::startLines));
  }

  private void startFiles(JSArrayReader<Blob> files) {
    Tasks.start(
        () -> {
          JSArray<JSObject> inputs = new JSArray<>();
          for (int i = 0; i < files.getLength(); i++) {
            Blob file = files.get(i);
            inputs.push(Input.named(Files.name(file), input.apply(TextFiles.read(file))));
          }
          start(inputs);
        },
        e -> failed(e, () -> startFiles(files)));
  }

  private void start(JSArray<JSObject> inputs) {
    if (inputs.getLength() > 0) {
      bench.predictBatch(inputs);
    }
  }

  private void failed(RuntimeException failure, Runnable again) {
    bench.report(Problems.ofPrediction(failure), again::run);
  }

  @JSBody(params = "event", script = "return Array.from(event.target.files);")
  private static native JSArrayReader<Blob> filesOf(JSObject event);
}

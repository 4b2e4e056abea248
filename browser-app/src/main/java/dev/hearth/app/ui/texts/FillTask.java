package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;

/** A text with gaps, and the words that a model puts in them. */
final class FillTask implements TaskView {
  private static final String USUAL_MASK = "[MASK]";

  private final HTMLElement element = Dom.template("t-text");
  private final HTMLElement insert = Dom.part(element, ".insert-mask");
  private final FillView view = new FillView(this::fill);
  private final ModelManifest manifest;
  private final Bench bench;
  private final TextArea area;
  private String mask = "";

  FillTask(Bench.Maker benches, ModelManifest manifest) {
    this.manifest = manifest;
    TokenCount tokens = new TokenCount(manifest, Dom.part(element, ".tokens"));
    bench = benches.make(element, new TextAnswer(view, tokens));
    area = new TextArea(bench, element, this::ask);
    Dom.on(insert, "click", event -> area.insert(mask));
    TextBatch.offer(element, bench, line -> JSString.valueOf(line));
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void enter() {
    bench.forget(Words.say("The prediction appears here."));
    Tasks.start(
        () -> {
          mask = findMask();
          Dom.setText(insert, Words.say("Insert {0}", mask));
          Dom.show(insert, true);
          ask();
        },
        e -> bench.report(Problems.ofPrediction(e), this::enter));
  }

  @Override
  public void leave() {
    area.detach();
  }

  // As the model's translator chooses: one of the two that models use, if the manifest names none.
  private String findMask() {
    if (manifest.postprocessing().has("maskToken")) {
      return manifest.postprocessing().string("maskToken");
    }
    try {
      bench.model().predict(JSString.valueOf(USUAL_MASK), null);
      return USUAL_MASK;
    } catch (InferenceException e) {
      if (e.code() != Code.INVALID_INPUT) {
        throw e;
      }
      return "<mask>";
    }
  }

  private void ask() {
    String text = area.text();
    if (mask.isEmpty()) {
      return;
    }
    if (!text.contains(mask)) {
      bench.forget(Words.say("Put {0} where a word is missing.", mask));
      return;
    }
    bench.predict(
        () -> {
          view.asked(text);
          return bench.model().predict(JSString.valueOf(text), null);
        });
  }

  /** Puts a word in, unless the text has become another; the rest of a word joins what it ends. */
  private void fill(String asked, Span word) {
    if (!asked.equals(area.text())) {
      return;
    }
    int start = word.getStart();
    String label = word.getLabel();
    if (label.startsWith("##")) {
      label = label.substring(2);
      start -= start > 0 && asked.charAt(start - 1) == ' ' ? 1 : 0;
    }
    area.put(start, word.getEnd(), label);
  }
}

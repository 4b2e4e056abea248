package dev.hearth.app.ui.tensors;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** A model's inputs as tensors, typed in or from files. */
public final class TensorTask implements TaskView {
  private final Bench bench;
  private final HTMLElement element = Dom.template("t-tensors");
  private final List<TensorEditor> editors = new ArrayList<>();

  private TensorTask(Bench.Maker benches, ModelManifest manifest, TensorKit kit) {
    bench = benches.make(element, new TensorsView(kit));
    HTMLElement form = Dom.part(element, "form");
    for (TensorInfo input : manifest.inputs()) {
      TensorEditor editor = new TensorEditor(kit, input, bench);
      editors.add(editor);
      Dom.part(form, ".editors").appendChild(editor.element());
    }
    Dom.on(
        form,
        "submit",
        event -> {
          Dom.preventDefault(event);
          bench.predict(this::run);
        });
  }

  /** Makes the view of a model, blocking until what it needs is loaded. */
  public static TaskView open(Bench.Maker benches, ModelManifest manifest) {
    return new TensorTask(benches, manifest, Tensors.kit());
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void enter() {
    bench.forget(Words.say("Fill in the inputs and run the model to see its outputs."));
  }

  @Override
  public void leave() {}

  private Seen run() {
    JSObject feeds = Tensors.map();
    for (TensorEditor editor : editors) {
      Tensors.put(feeds, editor.name(), editor.tensor());
    }
    return bench.model().run(feeds);
  }
}

package dev.hearth.app.ui;

import dev.hearth.app.client.Plan;
import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.client.Seen;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Task;
import dev.hearth.tensor.Numbers;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

/** The exact terms: what the model sees, where it runs and why, and what was tested. */
final class DetailsPanel {
  private final HTMLElement facts = Dom.el("dl", "facts");
  private final HTMLElement element = Dom.named(Dom.el("details", "details"), "details");
  private final InputPreview preview;

  /**
   * Makes the panel of an opened model.
   *
   * @param url of its manifest
   */
  DetailsPanel(RemoteModel model, ResultPanel results, String url) {
    ModelManifest manifest = model.manifest();
    preview = new InputPreview(manifest);
    element.appendChild(Dom.text("summary", "", Text.DETAILS));
    element.appendChild(facts);
    if (manifest.task() != Task.TENSORS) {
      facts.appendChild(topK(results));
      HTMLElement sees = fact(Text.MODEL_SEES);
      sees.appendChild(preview.canvas());
      Dom.flag(preview.canvas(), "data-wide", manifest.audio() != null);
    }
    plan(model.plan(), manifest);
    if (manifest.task() != Task.TENSORS) {
      tensors(Text.INPUTS, manifest.inputs());
    }
    fact(Text.VERSION).setTextContent(manifest.name() + " " + manifest.version());
    fact(Text.LICENSE).setTextContent(manifest.license());
    HTMLElement card = Dom.text("a", "", Text.MODEL_CARD);
    card.setAttribute("href", url.substring(0, url.lastIndexOf('/') + 1) + "MODEL_CARD.md");
    fact(Text.MODEL_CARD).appendChild(card);
  }

  HTMLElement element() {
    return element;
  }

  /** Shows the input of a prediction as the model saw it. */
  void show(Seen seen) {
    preview.show(seen.input());
  }

  /** Adds the shapes of inputs or outputs. */
  void tensors(String term, List<TensorInfo> tensors) {
    HTMLElement value = fact(term);
    for (TensorInfo one : tensors) {
      value.appendChild(Dom.text("div", "", one.toString()));
    }
  }

  private void plan(Plan plan, ModelManifest manifest) {
    fact(Text.RUNS_ON).setTextContent(Text.backend(plan.provider(), plan.variant()));
    fact(Text.RUNTIME).setTextContent(runtime(manifest.runtime()));
    HTMLElement test = Dom.named(fact(Text.SELF_TEST), "self-test");
    test.setAttribute("data-cases", "" + plan.goldenCases());
    test.setTextContent(
        plan.goldenCases() == 0
            ? Text.SELF_TEST_NONE
            : Text.selfTest(plan.goldenCases(), plan.maxAbsDiff()));
    if (!plan.rejected().isEmpty()) {
      HTMLElement rejected = Dom.named(fact(Text.NOT_TAKEN), "rejected");
      for (String reason : plan.rejected()) {
        rejected.appendChild(Dom.text("div", "", reason));
      }
    }
  }

  private HTMLElement fact(String term) {
    HTMLElement value = Dom.el("dd", "");
    facts.appendChild(Dom.el("div", "fact", Dom.text("dt", "", term), value));
    return value;
  }

  private static HTMLElement topK(ResultPanel results) {
    HTMLInputElement slider = (HTMLInputElement) Dom.el("input", "slider");
    slider.setType("range");
    slider.setAttribute("min", "1");
    slider.setAttribute("max", "10");
    slider.setValue("" + results.shown());
    slider.setId("top-k");
    Dom.named(slider, "top-k");
    HTMLElement number = Dom.text("output", "", "" + results.shown());
    Dom.on(
        slider,
        "input",
        event -> {
          results.setShown((int) Numbers.parse(slider.getValue()));
          number.setTextContent(slider.getValue());
        });
    HTMLElement label = Dom.text("label", "", Text.TOP_K);
    label.setAttribute("for", "top-k");
    return Dom.el(
        "div", "fact", Dom.el("dt", "", label), Dom.el("dd", "slider-row", slider, number));
  }

  private static String runtime(ModelRuntime runtime) {
    return runtime == ModelRuntime.ONNX ? "onnxruntime-web" : "TensorFlow.js";
  }
}

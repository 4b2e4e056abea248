package dev.hearth.app.ui;

import dev.hearth.manifest.ModelManifest;
import org.teavm.jso.dom.html.HTMLElement;

/** The stage of a model of whose inputs nothing is known but their shapes. */
final class TensorsPanel {
  private TensorsPanel() {}

  static HTMLElement of(ModelManifest manifest) {
    return Dom.named(
        Dom.el(
            "div",
            "stage empty",
            Dom.el(
                "div",
                "prompt",
                Dom.template("art-" + manifest.task().id()),
                Dom.text("h2", "", Text.READY),
                Dom.text("p", "", Text.TENSORS_HELP))),
        "tensors");
  }
}

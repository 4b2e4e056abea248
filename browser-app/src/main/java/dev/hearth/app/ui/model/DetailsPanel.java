package dev.hearth.app.ui.model;

import dev.hearth.app.client.Offered;
import dev.hearth.app.client.Offline;
import dev.hearth.app.client.Plan;
import dev.hearth.app.client.Release;
import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Route;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Task;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The exact terms: what the model sees, where it runs and why, and what was tested. */
final class DetailsPanel {
  private final HTMLElement element = Dom.template("t-details");
  private final InputPreview preview;

  /**
   * Makes the panel of an opened model.
   *
   * @param route that leads to it
   */
  DetailsPanel(RemoteModel model, Route route) {
    ModelManifest manifest = model.manifest();
    preview = new InputPreview(manifest, (HTMLCanvasElement) part(".preview"));
    boolean tensors = manifest.task() == Task.TENSORS;
    Dom.flag(element, "open", tensors);
    Dom.show(part(".sees"), !tensors);
    plan(model.plan());
    backends(manifest.runtime(), model.plan().provider(), route);
    Dom.setText(part(".inputs"), shapes(manifest.inputs()));
    Dom.setText(part(".outputs"), shapes(manifest.outputs()));
    Dom.setText(
        part(".runtime"),
        manifest.runtime() == ModelRuntime.ONNX ? "onnxruntime-web" : "TensorFlow.js");
    Dom.setText(part(".came-from"), Text.cameFrom(model.transfer()));
    versions(model, route);
    Dom.setText(part(".license"), Text.license(manifest.license()));
    String url = model.url();
    part(".model-card")
        .setAttribute("href", url.substring(0, url.lastIndexOf('/') + 1) + "MODEL_CARD.md");
    // A person's own files came from no network, and nobody has written a card of them.
    Dom.show((HTMLElement) part(".came-from").getParentNode(), !url.isEmpty());
    Dom.show((HTMLElement) part(".model-card").getParentNode().getParentNode(), !url.isEmpty());
  }

  HTMLElement element() {
    return element;
  }

  boolean isOpen() {
    return element.hasAttribute("open");
  }

  /** Shows the input of a prediction as the model saw it. */
  void show(Seen seen) {
    preview.show(seen.input(), seen.inputShape());
  }

  /** Says why what the site offers just now is not believed. */
  void doubt(String reason) {
    Dom.setText(part(".doubt"), reason);
    Dom.show((HTMLElement) part(".doubt").getParentNode(), true);
  }

  /** Puts another panel in the place of this one, as open as it is. */
  void giveWayTo(DetailsPanel next) {
    Dom.flag(next.element, "open", element.hasAttribute("open"));
    element.getParentNode().replaceChild(next.element, element);
  }

  private HTMLElement part(String selector) {
    return Dom.part(element, selector);
  }

  private void plan(Plan plan) {
    Dom.setText(part(".runs-on"), Text.backend(plan.provider(), plan.variant()));
    Dom.setText(part(".threads"), Text.threads(plan.threads(), Offline.threadsNote()));
    HTMLElement test = part(".self-test");
    Dom.set(test, "data-cases", plan.goldenCases());
    if (plan.goldenCases() > 0) {
      Dom.setText(test, Text.selfTest(plan.goldenCases(), plan.maxAbsDiff()));
    }
    StringBuilder reasons = new StringBuilder();
    for (String reason : plan.rejected()) {
      reasons.append(reason).append('\n');
    }
    Dom.setText(part(".rejected"), reasons.toString());
    Dom.show(part(".not-taken"), !plan.rejected().isEmpty());
  }

  private void backends(ModelRuntime runtime, String inUse, Route route) {
    for (String provider : runtime.providers()) {
      if (!provider.equals(inUse)) {
        link(".backends", provider, route.on(provider));
        Dom.show(part(".elsewhere"), true);
      }
    }
  }

  private void versions(RemoteModel model, Route route) {
    Release release = model.release();
    String version = model.manifest().version();
    Dom.setText(part(".version"), Text.version(model.manifest().name(), version, release));
    if (release == null) {
      return;
    }
    if (!route.version().isEmpty()) {
      link(".other-versions", Text.THE_OFFERED_ONE, route.at(""));
      Dom.show(part(".others"), true);
    }
    // Without a network there may be no news of them.
    Tasks.start(
        () -> {
          for (Offered other : model.versions()) {
            if (!other.version().equals(version)) {
              link(".other-versions", Text.offered(other), route.at(other.version()));
              Dom.show(part(".others"), true);
            }
          }
        },
        failure -> {});
  }

  private void link(String place, String text, Route route) {
    HTMLElement link = HTMLDocument.current().createElement("a");
    link.setAttribute("href", route.href());
    Dom.setText(link, text);
    part(place).appendChild(link);
  }

  private static String shapes(List<TensorInfo> tensors) {
    StringBuilder text = new StringBuilder();
    for (TensorInfo one : tensors) {
      text.append(one.toString()).append('\n');
    }
    return text.toString();
  }
}

package dev.hearth.app.ui.doctor;

import dev.hearth.app.client.DeviceFacts;
import dev.hearth.app.client.Inventory;
import dev.hearth.app.client.Inventory.Kept;
import dev.hearth.app.client.Measuring;
import dev.hearth.app.client.Measuring.ServiceWorker;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import org.teavm.jso.dom.html.HTMLElement;

/** Puts what was found into words. */
final class Findings {
  private final HTMLElement element;

  Findings(HTMLElement element) {
    this.element = element;
  }

  void device(DeviceFacts facts) {
    set("browser", told(facts.getBrowser().isEmpty() ? facts.getUserAgent() : facts.getBrowser()));
    set("platform", told(facts.getPlatform()));
    set("cores", facts.getCores() > 0 ? Integer.toString(facts.getCores()) : told(""));
    int gigabytes = (int) (facts.getMemoryGb() + 0.5);
    set(
        "memory",
        gigabytes > 0 ? Words.say("about {0} GB", Integer.toString(gigabytes)) : told(""));
    set(
        "isolated",
        facts.isIsolated()
            ? Words.say("yes")
            : Words.say("no: models run on one thread. The host must send the two headers of it"));
    DeviceFacts.Wasm wasm = facts.getWasm();
    set("simd", yes(wasm.isSimd()));
    set(
        "threads",
        !wasm.isThreads()
            ? Words.say("no")
            : facts.isIsolated()
                ? Words.say("yes")
                : Words.say("in the browser, and not on a page that is not isolated"));
    set("jspi", yes(wasm.isJspi()));
    set("webnn", yes(facts.isWebnn()));
    webgpu(facts.getWebgpu());
    String renderer = facts.getWebgl().getRenderer();
    set("webgl", renderer.isEmpty() ? Words.say("none") : facts.getWebgl().getVersion());
    set("renderer", renderer.isEmpty() ? Words.say("none") : renderer);
  }

  private void webgpu(DeviceFacts.WebGpu gpu) {
    set("adapter", gpu.isAvailable() ? told(gpu.getAdapter()) : gpu.getReason());
    set(
        "gpu-kind",
        !gpu.isAvailable()
            ? Words.say("none")
            : gpu.isSoftware()
                ? Words.say("a program stands in for a GPU: right, but slow, and tried last")
                : Words.say("hardware"));
    String features = Measuring.features(gpu);
    set("features", features.isEmpty() ? Words.say("none") : features);
    String limits = Measuring.limits(gpu);
    set("limits", limits.isEmpty() ? Words.say("none") : limits);
  }

  void worker(ServiceWorker worker) {
    String state = worker.getState();
    set(
        "worker",
        switch (state) {
          case "" -> Words.say("none: the page does not work offline");
          case "activated" -> Words.say("active");
          default -> Words.say("being installed");
        });
    set("controls", yes(worker.isControls()));
  }

  void permission(String name, String state) {
    set(
        name,
        switch (state) {
          case "granted" -> Words.say("allowed");
          case "denied" -> Words.say("refused");
          case "prompt" -> Words.say("asks first");
          default -> told("");
        });
  }

  void storage(Inventory inventory) {
    set("used", Format.bytes(inventory.usageBytes()));
    set("room", inventory.quotaBytes() > 0 ? Format.size(inventory.quotaBytes()) : told(""));
    StringBuilder kept = new StringBuilder();
    for (Kept one : inventory.models()) {
      kept.append(kept.length() == 0 ? "" : "\n");
      kept.append(Words.say(one.title())).append(' ').append(one.version()).append(", ");
      kept.append(Format.size(one.bytes()));
    }
    set("kept", kept.length() == 0 ? Words.say("no model") : kept.toString());
    set("runtimes", Format.bytes(inventory.runtimeBytes()));
    set("page", Format.bytes(inventory.pageBytes()));
  }

  private static String told(String text) {
    return text.isEmpty() ? Words.say("the browser does not tell") : text;
  }

  private static String yes(boolean is) {
    return is ? Words.say("yes") : Words.say("no");
  }

  private void set(String fact, String text) {
    Dom.setText(element, "[data-fact=" + fact + "]", text);
  }
}

package dev.hearth.app.ui.benchmark;

import dev.hearth.app.client.DeviceFacts;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import org.teavm.jso.dom.html.HTMLElement;

/** What a benchmark was measured on. */
final class DeviceLines {
  private DeviceLines() {}

  static void show(HTMLElement list, DeviceFacts facts) {
    String untold = Words.say("not told");
    set(list, "browser", facts.getUserAgent());
    set(list, "cores", facts.getCores() > 0 ? Integer.toString(facts.getCores()) : untold);
    set(
        list,
        "memory",
        facts.getMemoryGb() > 0
            ? Words.say("about {0} GB", Integer.toString((int) (facts.getMemoryGb() + 0.5)))
            : untold);
    set(list, "isolated", facts.isIsolated() ? Words.say("yes") : Words.say("no"));
    DeviceFacts.WebGpu gpu = facts.getWebgpu();
    set(list, "webgpu", gpu.isAvailable() ? gpu.getAdapter() : gpu.getReason());
    String renderer = facts.getWebgl().getRenderer();
    set(list, "webgl", renderer.isEmpty() ? Words.say("none") : renderer);
  }

  private static void set(HTMLElement list, String fact, String text) {
    Dom.setText(list, "[data-fact=" + fact + "]", text);
  }
}

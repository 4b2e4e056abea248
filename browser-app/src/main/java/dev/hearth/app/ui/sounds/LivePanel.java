package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.Device;
import dev.hearth.app.ui.media.Microphone;
import dev.hearth.js.Tasks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The microphone, listened to all the time. */
final class LivePanel implements InputPanel {
  private final Bench bench;
  private final HTMLElement panel;
  private final HTMLElement start;
  private final HTMLElement devices;
  private final Ear ear;
  private @Nullable Microphone microphone;
  private int attempt;

  LivePanel(Bench bench, HTMLElement view, Ear ear) {
    this.bench = bench;
    this.ear = ear;
    panel = Dom.part(view, "#panel-live");
    start = Dom.part(panel, ".start");
    devices = Dom.part(panel, "select");
    ear.whenFailed(
        failure -> {
          leave();
          bench.report(Problems.ofPrediction(failure), () -> start(""));
        });
    Dom.on(start, "click", event -> start(""));
    Dom.on(Dom.part(panel, ".stop"), "click", event -> stop());
    Dom.on(devices, "change", event -> start(Dom.value(devices)));
    showState(false);
  }

  @Override
  public String hint() {
    return Text.LIVE_HINT;
  }

  @Override
  public void enter() {}

  @Override
  public void leave() {
    close();
    showState(false);
  }

  @Override
  public void themeChanged() {
    ear.themeChanged();
  }

  private void stop() {
    leave();
    bench.forget(hint());
    start.focus();
  }

  private void start(String deviceId) {
    close();
    bench.clearProblem();
    if (!Camera.isAllowedHere()) {
      bench.report(Problems.insecurePage(), () -> {});
      return;
    }
    Dom.flag(start, "disabled", true);
    Dom.setText(start, ".label", Text.MIC_STARTING);
    int mine = attempt;
    Tasks.start(
        () -> opened(mine, Microphone.open(deviceId)),
        failure -> {
          if (mine == attempt) {
            leave();
            bench.report(Problems.ofDevice(failure, "MICROPHONE"), () -> start(deviceId));
          }
        });
  }

  // Called in a thread.
  private void opened(int mine, Microphone opened) {
    if (mine != attempt) {
      opened.close();
      return;
    }
    microphone = opened;
    showState(true);
    ear.begin(opened.stream());
    bench.model().listen(opened.stream(), ear);
    opened.onEnded(
        () -> {
          if (opened == microphone) {
            stop();
            bench.report(new Problem("MICROPHONE_ENDED", ""), () -> start(""));
          }
        });
    list(opened);
  }

  private void list(Microphone opened) {
    List<Device> all = Microphone.devices();
    if (opened != microphone) {
      return;
    }
    devices.clear();
    for (int i = 0; i < all.size(); i++) {
      String label = all.get(i).getLabel();
      HTMLElement option = HTMLDocument.current().createElement("option");
      option.setTextContent(
          label.isEmpty() ? Words.say("Microphone {0}", Integer.toString(i + 1)) : label);
      option.setAttribute("value", all.get(i).getDeviceId());
      Dom.flag(option, "selected", all.get(i).getDeviceId().equals(opened.deviceId()));
      devices.appendChild(option);
    }
    Dom.show(devices, all.size() > 1);
  }

  private void close() {
    attempt++;
    Microphone old = microphone;
    microphone = null;
    if (old != null) {
      old.close();
      bench.model().stopListening();
      ear.end();
    }
  }

  private void showState(boolean listening) {
    Dom.flag(start, "disabled", false);
    Dom.setText(start, ".label", Text.MIC_START);
    Dom.show(Dom.part(panel, ".prompt"), !listening);
    Dom.show(Dom.part(panel, ".live"), listening);
  }
}

package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.Device;
import dev.hearth.app.ui.media.Pictures;
import dev.hearth.js.Tasks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** Live video, of which a chosen square is predicted up to ten times a second. */
final class CameraPanel implements InputPanel {
  private static final int INTERVAL_MS = 100;

  private final Bench bench;
  private final HTMLElement panel;
  private final HTMLElement start;
  private final HTMLElement video;
  private final HTMLElement devices;
  private final Region region;
  private @Nullable Camera camera;
  private int attempt;

  /**
   * Makes a stopped camera.
   *
   * @param regionSize side of the region at first, as a share of the shorter side
   */
  CameraPanel(Bench bench, HTMLElement view, double regionSize) {
    this.bench = bench;
    panel = Dom.part(view, "#panel-camera");
    start = Dom.part(panel, ".start");
    video = Dom.part(panel, "video");
    devices = Dom.part(panel, "select");
    region = new Region(panel, regionSize);
    Dom.on(start, "click", event -> start(""));
    Dom.on(Dom.part(panel, ".stop"), "click", event -> stop());
    Dom.on(devices, "change", event -> start(Dom.value(devices)));
    showState(false);
  }

  @Override
  public String hint() {
    return Text.CAMERA_HINT;
  }

  @Override
  public void enter() {}

  @Override
  public void leave() {
    close();
    showState(false);
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
    Dom.setText(start, ".label", Text.CAMERA_STARTING);
    int mine = attempt;
    Tasks.start(
        () -> opened(mine, Camera.open(video, deviceId)),
        failure -> {
          if (mine == attempt) {
            leave();
            bench.report(Problems.ofDevice(failure, "CAMERA"), () -> start(deviceId));
          }
        });
  }

  // Called in a thread.
  private void opened(int mine, Camera opened) {
    if (mine != attempt) {
      opened.close();
      return;
    }
    camera = opened;
    opened.onEnded(
        () -> {
          if (opened == camera) {
            stop();
            bench.report(new Problem("CAMERA_ENDED", ""), () -> start(""));
          }
        });
    region.fit(opened.width(), opened.height());
    showState(true);
    tick(opened);
    list(opened);
  }

  private void list(Camera opened) {
    List<Device> all = Camera.devices();
    devices.clear();
    for (int i = 0; i < all.size(); i++) {
      String label = all.get(i).getLabel();
      HTMLElement option = HTMLDocument.current().createElement("option");
      option.setTextContent(label.isEmpty() ? Text.camera(i + 1) : label);
      option.setAttribute("value", all.get(i).getDeviceId());
      Dom.flag(option, "selected", all.get(i).getDeviceId().equals(opened.deviceId()));
      devices.appendChild(option);
    }
    Dom.show(devices, all.size() > 1);
  }

  private void tick(Camera running) {
    if (running == camera) {
      if (!bench.isBusy()) {
        bench.predict(() -> read(running));
      }
      Window.setTimeout(() -> tick(running), INTERVAL_MS);
    }
  }

  private @Nullable Seen read(Camera running) {
    int width = running.width();
    int height = running.height();
    if (running != camera || width == 0) {
      return null;
    }
    double side = Math.floor(region.size() * Math.min(width, height));
    double left = Math.floor(region.x() * width - side / 2);
    double top = Math.floor(region.y() * height - side / 2);
    return bench
        .model()
        .predict(
            Pictures.square(
                video,
                Math.max(0, Math.min(width - side, left)),
                Math.max(0, Math.min(height - side, top)),
                side),
            null);
  }

  private void close() {
    attempt++;
    Camera old = camera;
    camera = null;
    if (old != null) {
      old.close();
    }
  }

  private void showState(boolean live) {
    Dom.flag(start, "disabled", false);
    Dom.setText(start, ".label", Text.CAMERA_START);
    Dom.show(Dom.part(panel, ".prompt"), !live);
    Dom.show(Dom.part(panel, ".frame"), live);
    Dom.show(Dom.part(panel, ".stage-bar"), live);
    Dom.show(devices, false);
  }
}

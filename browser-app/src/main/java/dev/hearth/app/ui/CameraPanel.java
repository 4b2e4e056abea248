package dev.hearth.app.ui;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.Device;
import dev.hearth.app.ui.media.Pictures;
import dev.hearth.js.Tasks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

/** Live video, of which a chosen square is predicted up to ten times a second. */
final class CameraPanel implements InputPanel {
  private static final int INTERVAL_MS = 100;

  private final Bench bench;
  private final HTMLElement start =
      Dom.button("button primary", "camera", Text.CAMERA_START, () -> start(""));
  private final HTMLElement prompt =
      Dom.el(
          "div",
          "prompt",
          Dom.icon("camera"),
          Dom.text("h2", "", Text.CAMERA_TITLE),
          Dom.text("p", "", Text.CAMERA_HELP),
          start);
  private final HTMLElement video = Dom.el("video", "");
  private final HTMLElement frame = Dom.el("div", "frame", video);
  private final Region region;
  private final HTMLElement devices = Dom.named(Dom.el("select", "select"), "camera-device");
  private final HTMLElement bar;
  private final HTMLElement element;
  private @Nullable Camera camera;
  private int attempt;

  /**
   * Makes a stopped camera.
   *
   * @param regionSize side of the region at first, as a share of the shorter side
   */
  CameraPanel(Bench bench, double regionSize) {
    this.bench = bench;
    region = new Region(frame, regionSize);
    devices.setAttribute("aria-label", Text.WHICH_CAMERA);
    Dom.flag(video, "muted", true);
    Dom.flag(video, "playsinline", true);
    HTMLElement stop = Dom.button("button", "stop", Text.STOP, this::stop);
    HTMLElement size = Dom.el("label", "size-label", Dom.text("span", "word", Text.REGION_SIZE));
    size.appendChild(region.slider());
    bar = Dom.el("div", "stage-bar", size, devices, Dom.named(stop, "camera-stop"));
    element = Dom.el("div", "panel camera", prompt, frame, bar);
    Dom.named(start, "camera-start");
    Dom.on(devices, "change", event -> start(((HTMLInputElement) (Object) devices).getValue()));
    showState(false);
  }

  @Override
  public HTMLElement element() {
    return element;
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
    Dom.disable(start, true);
    Dom.setText(start.querySelector(".label"), Text.CAMERA_STARTING);
    int mine = attempt;
    Tasks.start(
        () -> opened(mine, Camera.open(video, deviceId)),
        failure -> {
          if (mine == attempt) {
            leave();
            bench.report(Problems.ofCamera(failure), () -> start(deviceId));
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
            bench.report(Problems.unplugged(), () -> start(""));
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
      HTMLElement option = Dom.text("option", "", label.isEmpty() ? Text.camera(i + 1) : label);
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
        .classifyImage(
            Pictures.square(
                video,
                Math.max(0, Math.min(width - side, left)),
                Math.max(0, Math.min(height - side, top)),
                side));
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
    Dom.disable(start, false);
    Dom.setText(start.querySelector(".label"), Text.CAMERA_START);
    Dom.show(prompt, !live);
    Dom.show(frame, live);
    Dom.show(bar, live);
    Dom.show(devices, false);
  }
}

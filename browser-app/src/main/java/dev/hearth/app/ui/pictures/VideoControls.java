package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.Device;
import dev.hearth.app.ui.media.LiveVideo;
import java.util.List;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The buttons below live video: start, pause, mirror, snapshot, which camera, stop. */
final class VideoControls {
  private static final String[] PARTS = {"start", "pause", "mirror", "save", "device", "stop"};

  private final HTMLElement panel;
  private final VideoSource source;
  private final HTMLElement pause;
  private final HTMLElement mirror;
  private final HTMLElement devices;
  private final String startLabel;
  private final boolean mirrors;
  private boolean chosen;
  private boolean mirrored;
  private boolean paused;

  /**
   * Wires the buttons.
   *
   * @param mirrors true if a camera that faces the person is shown as a mirror at first
   */
  VideoControls(VideoPanel video, HTMLElement panel, VideoSource source, boolean mirrors) {
    this.panel = panel;
    this.source = source;
    this.mirrors = mirrors;
    for (String part : PARTS) {
      Dom.part(panel, "." + part).setAttribute("data-testid", source.id + "-" + part);
    }
    Dom.part(panel, ".video-figures").setAttribute("data-testid", source.id + "-figures");
    startLabel = Dom.text(panel, ".start .label");
    pause = Dom.part(panel, ".pause");
    mirror = Dom.part(panel, ".mirror");
    devices = Dom.part(panel, ".device");
    Dom.show(mirror, source == VideoSource.CAMERA);
    Dom.on(pause, "click", event -> video.pause(!paused));
    Dom.on(Dom.part(panel, ".save"), "click", event -> video.save());
    Dom.on(Dom.part(panel, ".stop"), "click", event -> video.stop());
    Dom.on(devices, "change", event -> video.start(Dom.value(devices)));
    Dom.on(
        mirror,
        "click",
        event -> {
          chosen = true;
          showMirrored(!mirrored);
          video.mirror(mirrored);
        });
  }

  boolean isMirrored() {
    return mirrored;
  }

  boolean isPaused() {
    return paused;
  }

  /** Shows what suits a video that has just begun. */
  void show(LiveVideo video) {
    if (!chosen) {
      showMirrored(mirrors && source == VideoSource.CAMERA && video.facesPerson());
    }
  }

  /** Lists the cameras where there is a choice; blocks. */
  void list(LiveVideo video) {
    if (source != VideoSource.CAMERA) {
      return;
    }
    List<Device> all = Camera.devices();
    devices.clear();
    for (int i = 0; i < all.size(); i++) {
      String label = all.get(i).getLabel();
      HTMLElement option = HTMLDocument.current().createElement("option");
      option.setTextContent(label.isEmpty() ? Text.camera(i + 1) : label);
      option.setAttribute("value", all.get(i).getDeviceId());
      Dom.flag(option, "selected", all.get(i).getDeviceId().equals(video.deviceId()));
      devices.appendChild(option);
    }
    Dom.show(devices, all.size() > 1);
  }

  /** Shows one of the states stopped, starting, live and paused. */
  void showState(String state) {
    boolean starting = state.equals("starting");
    HTMLElement start = Dom.part(panel, ".start");
    Dom.flag(start, "disabled", starting);
    Dom.setText(start, ".label", starting ? source.starting() : startLabel);
    paused = state.equals("paused");
    Dom.setText(pause, ".label", paused ? Words.say("Go on") : Words.say("Pause"));
    Dom.part(pause, "use").setAttribute("href", paused ? "#i-play" : "#i-pause");
    if (starting) {
      Dom.show(devices, false);
    }
  }

  private void showMirrored(boolean on) {
    mirrored = on;
    Dom.flag(panel, "data-mirrored", on);
    mirror.setAttribute("aria-pressed", on ? "true" : "false");
  }
}

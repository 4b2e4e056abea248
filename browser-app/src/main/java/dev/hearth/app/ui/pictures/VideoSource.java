package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.LiveVideo;
import org.teavm.jso.dom.html.HTMLElement;

/** Where live video comes from. */
enum VideoSource {
  CAMERA("camera") {
    @Override
    LiveVideo open(HTMLElement video, String deviceId) {
      return LiveVideo.ofCamera(video, deviceId);
    }

    @Override
    String hint() {
      return Text.CAMERA_HINT;
    }

    @Override
    String starting() {
      return Text.CAMERA_STARTING;
    }
  },

  /** It shows new frames only when something changes on it. */
  SCREEN("screen") {
    @Override
    LiveVideo open(HTMLElement video, String deviceId) {
      return LiveVideo.ofScreen(video);
    }

    @Override
    String hint() {
      return Words.say("Choose a screen or window to see a prediction.");
    }

    @Override
    String starting() {
      return Words.say("Waiting for your choice\u2026");
    }
  };

  /** Of its tab and panel, and what test ids begin with. */
  final String id;

  VideoSource(String id) {
    this.id = id;
  }

  /** Begins to show it, blocking. */
  abstract LiveVideo open(HTMLElement video, String deviceId);

  abstract String hint();

  /** Returns what the button says until the person has agreed. */
  abstract String starting();
}

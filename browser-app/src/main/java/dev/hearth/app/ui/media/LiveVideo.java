package dev.hearth.app.ui.media;

import dev.hearth.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;

/** A running camera, or a screen that is shared, and the video element that shows it. */
public final class LiveVideo {
  private final HTMLElement video;
  private final Stream stream;

  private LiveVideo(HTMLElement video, Stream stream) {
    this.video = video;
    this.stream = stream;
  }

  /**
   * Starts a camera, blocking until its first frame is there.
   *
   * @param video the element to show it in
   * @param deviceId which one, or "" for the one that faces away from the person, if any
   * @throws dev.hearth.js.JsException NotAllowedError, NotFoundError, NotReadableError...
   */
  public static LiveVideo ofCamera(HTMLElement video, String deviceId) {
    return shown(video, Promises.await(camera(deviceId)));
  }

  /**
   * Lets the person choose a screen or window, blocking until its first frame is there. This page
   * stays in front. Call from a click.
   *
   * @throws dev.hearth.js.JsException NotAllowedError if they chose none
   */
  public static LiveVideo ofScreen(HTMLElement video) {
    return shown(video, Promises.await(screen()));
  }

  /** Returns true where a screen can be shared: not on phones. */
  @JSBody(script = "return !!(navigator.mediaDevices && navigator.mediaDevices.getDisplayMedia);")
  public static native boolean canShareScreen();

  private static LiveVideo shown(HTMLElement video, Stream stream) {
    try {
      Promises.await(play(video, stream));
    } catch (RuntimeException e) {
      stop(video, stream);
      throw e;
    }
    return new LiveVideo(video, stream);
  }

  public HTMLElement element() {
    return video;
  }

  /** Columns of a frame. */
  public int width() {
    return width(video);
  }

  /** Rows of a frame. */
  public int height() {
    return height(video);
  }

  /** Returns the camera in use. */
  public String deviceId() {
    return device(stream);
  }

  /** Returns true unless the camera is known to face away from the person. */
  public boolean facesPerson() {
    return facesPerson(stream);
  }

  /** Shows the frame of now until it plays on. */
  public void pause() {
    pause(video);
  }

  public void resume() {
    resume(video);
  }

  /** Calls back if the video ends by itself, such as when a camera is unplugged. */
  public void onEnded(Ended ended) {
    Camera.listenEnded(stream, ended);
  }

  public void close() {
    stop(video, stream);
  }

  /** Overlay of {@code MediaStream}. */
  interface Stream extends JSObject {}

  @JSBody(
      params = "id",
      script =
          "const video = {width: {ideal: 640}, height: {ideal: 480}};"
              + "if (id) { video.deviceId = {exact: id}; }"
              + "else { video.facingMode = 'environment'; }"
              + "return navigator.mediaDevices.getUserMedia({audio: false, video: video});")
  private static native JSPromise<Stream> camera(String id);

  // A page that went to the back would stop the video at once.
  @JSBody(
      script =
          "const wish = {audio: false, video: {frameRate: {max: 30}}, selfBrowserSurface: 'exclude'};"
              + "if (self.CaptureController) {"
              + "wish.controller = new CaptureController();"
              + "if (wish.controller.setFocusBehavior)"
              + " wish.controller.setFocusBehavior('no-focus-change'); }"
              + "return navigator.mediaDevices.getDisplayMedia(wish);")
  private static native JSPromise<Stream> screen();

  @JSBody(
      params = {"video", "stream"},
      script =
          "video.muted = true; video.playsInline = true; video.srcObject = stream;"
              + "return video.play().then(() => video);")
  private static native JSPromise<JSObject> play(HTMLElement video, Stream stream);

  @JSBody(
      params = {"video", "stream"},
      script = "stream.getTracks().forEach(t => t.stop()); video.srcObject = null;")
  private static native void stop(HTMLElement video, Stream stream);

  @JSBody(params = "video", script = "video.pause();")
  private static native void pause(HTMLElement video);

  // It fails only where it is stopped meanwhile.
  @JSBody(params = "video", script = "video.play().catch(() => {});")
  private static native void resume(HTMLElement video);

  @JSBody(params = "stream", script = "return stream.getVideoTracks()[0].getSettings().deviceId;")
  private static native String device(Stream stream);

  @JSBody(
      params = "stream",
      script = "return stream.getVideoTracks()[0].getSettings().facingMode !== 'environment';")
  private static native boolean facesPerson(Stream stream);

  @JSBody(params = "video", script = "return video.videoWidth;")
  private static native int width(HTMLElement video);

  @JSBody(params = "video", script = "return video.videoHeight;")
  private static native int height(HTMLElement video);
}

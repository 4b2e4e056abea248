package dev.hearth.app.ui.media;

import dev.hearth.js.Promises;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;

/** A running camera and the video element that shows it. */
public final class Camera {
  private final HTMLElement video;
  private final Stream stream;

  private Camera(HTMLElement video, Stream stream) {
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
  public static Camera open(HTMLElement video, String deviceId) {
    Stream stream = Promises.await(request(deviceId));
    Promises.await(play(video, stream));
    return new Camera(video, stream);
  }

  /** Returns the cameras there are, blocking; named only once one may be used. */
  public static List<Device> devices() {
    JSArrayReader<Device> devices = Promises.await(enumerate());
    List<Device> out = new ArrayList<>();
    for (int i = 0; i < devices.getLength(); i++) {
      out.add(devices.get(i));
    }
    return out;
  }

  /** Returns true where the page may ask for cameras and microphones. */
  @JSBody(script = "return !!(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);")
  public static native boolean isAllowedHere();

  /** Columns of a frame. */
  public int width() {
    return videoWidth(video);
  }

  /** Rows of a frame. */
  public int height() {
    return videoHeight(video);
  }

  /** Returns the device in use. */
  public String deviceId() {
    return deviceOf(stream);
  }

  /** Calls back if the camera ends by itself, such as when it is unplugged. */
  public void onEnded(Ended ended) {
    listenEnded(stream, ended);
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
  private static native JSPromise<Stream> request(String id);

  @JSBody(
      params = {"video", "stream"},
      script =
          "video.muted = true; video.playsInline = true; video.srcObject = stream;"
              + "return video.play().then(() => video);")
  private static native JSPromise<JSObject> play(HTMLElement video, Stream stream);

  @JSBody(
      script =
          "return navigator.mediaDevices.enumerateDevices()"
              + ".then(all => all.filter(d => d.kind === 'videoinput'));")
  private static native JSPromise<JSArrayReader<Device>> enumerate();

  @JSBody(
      params = {"video", "stream"},
      script = "stream.getTracks().forEach(t => t.stop()); video.srcObject = null;")
  private static native void stop(HTMLElement video, Stream stream);

  @JSBody(
      params = {"stream", "ended"},
      script = "stream.getTracks().forEach(t => t.addEventListener('ended', () => ended()));")
  static native void listenEnded(JSObject stream, Ended ended);

  @JSBody(params = "stream", script = "return stream.getVideoTracks()[0].getSettings().deviceId;")
  private static native String deviceOf(Stream stream);

  @JSBody(params = "video", script = "return video.videoWidth;")
  private static native int videoWidth(HTMLElement video);

  @JSBody(params = "video", script = "return video.videoHeight;")
  private static native int videoHeight(HTMLElement video);
}

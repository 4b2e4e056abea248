package dev.hearth.app.ui.media;

import dev.hearth.js.Promises;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/** The cameras of this device; {@link LiveVideo} runs one. */
public final class Camera {
  private Camera() {}

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

  @JSBody(
      script =
          "return navigator.mediaDevices.enumerateDevices()"
              + ".then(all => all.filter(d => d.kind === 'videoinput'));")
  private static native JSPromise<JSArrayReader<Device>> enumerate();

  @JSBody(
      params = {"stream", "ended"},
      script = "stream.getTracks().forEach(t => t.addEventListener('ended', () => ended()));")
  static native void listenEnded(JSObject stream, Ended ended);
}

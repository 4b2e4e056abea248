package dev.hearth.app.ui.media;

import dev.hearth.js.Promises;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;

/** A running microphone; {@code app/capture-worklet.js} batches its samples. */
public final class Microphone {
  private final Capture capture;

  private Microphone(Capture capture) {
    this.capture = capture;
  }

  /**
   * Starts the microphone, blocking until it may be used. Call from a click, or the browser keeps
   * it silent.
   *
   * @param deviceId which one, or "" for the browser's choice
   * @throws dev.hearth.js.JsException NotAllowedError, NotFoundError, NotReadableError...
   */
  public static Microphone open(String deviceId) {
    return new Microphone(Promises.await(request(deviceId)));
  }

  /** Returns the microphones there are, blocking; named only once one may be used. */
  public static List<Device> devices() {
    JSArrayReader<Device> devices = Promises.await(enumerate());
    List<Device> out = new ArrayList<>();
    for (int i = 0; i < devices.getLength(); i++) {
      out.add(devices.get(i));
    }
    return out;
  }

  /** Returns the device in use. */
  public String deviceId() {
    return deviceOf(capture);
  }

  /** Returns the MediaStream, which this stops. */
  public JSObject stream() {
    return capture.getStream();
  }

  /**
   * Begins to hand over samples, blocking until they flow.
   *
   * @param listener gets each batch
   * @return samples a second
   */
  public int listen(Listener listener) {
    return Promises.await(listen(capture, listener)).intValue();
  }

  /** Calls back if the microphone ends by itself, such as when it is unplugged. */
  public void onEnded(Ended ended) {
    Camera.listenEnded(capture.getStream(), ended);
  }

  public void close() {
    stop(capture);
  }

  /** Gets samples of -1 to 1, mono, its own to keep. */
  @JSFunctor
  public interface Listener extends JSObject {
    void hear(Float32Array samples);
  }

  interface Capture extends JSObject {
    @JSProperty
    JSObject getStream();
  }

  // Echo cancelling and noise suppression change the sound the model was trained on.
  @JSBody(
      params = "id",
      script =
          "const audio = {echoCancellation: false, noiseSuppression: false, autoGainControl: true};"
              + "if (id) audio.deviceId = {exact: id};"
              + "return navigator.mediaDevices.getUserMedia({video: false, audio: audio})"
              + ".then(stream => { return {stream: stream}; });")
  private static native JSPromise<Capture> request(String id);

  @JSBody(
      script =
          "return navigator.mediaDevices.enumerateDevices()"
              + ".then(all => all.filter(d => d.kind === 'audioinput'));")
  private static native JSPromise<JSArrayReader<Device>> enumerate();

  @JSBody(
      params = "capture",
      script = "return capture.stream.getAudioTracks()[0].getSettings().deviceId || '';")
  private static native String deviceOf(Capture capture);

  @JSBody(
      params = {"capture", "listener"},
      script =
          "const context = capture.context = new AudioContext();"
              + "return context.audioWorklet.addModule('app/capture-worklet.js').then(() => {"
              + "const node = new AudioWorkletNode(context, 'capture', {numberOfOutputs: 0});"
              + "node.port.onmessage = e => capture.context && listener(e.data);"
              + "context.createMediaStreamSource(capture.stream).connect(node);"
              + "return context.resume().then(() => context.sampleRate);"
              + "});")
  private static native JSPromise<JSNumber> listen(Capture capture, Listener listener);

  @JSBody(
      params = "capture",
      script =
          "capture.stream.getTracks().forEach(t => t.stop());"
              + "if (capture.context) capture.context.close();"
              + "capture.context = null;")
  private static native void stop(Capture capture);
}

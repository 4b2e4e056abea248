package dev.hearth.app.ui.media;

import dev.hearth.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
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
   * @param listener gets each batch
   * @throws dev.hearth.js.JsException NotAllowedError, NotFoundError, NotReadableError...
   */
  public static Microphone open(Listener listener) {
    return new Microphone(Promises.await(start(listener)));
  }

  /** Samples a second. */
  public int sampleRateHz() {
    return (int) capture.getSampleRate();
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
    double getSampleRate();

    @JSProperty
    JSObject getStream();
  }

  // Echo cancelling and noise suppression change the sound the model was trained on.
  @JSBody(
      params = "listener",
      script =
          "return navigator.mediaDevices.getUserMedia({video: false, audio: {"
              + "echoCancellation: false, noiseSuppression: false, autoGainControl: true}})"
              + ".then(stream => {"
              + "const context = new AudioContext();"
              + "const stop = () => stream.getTracks().forEach(t => t.stop());"
              + "return context.audioWorklet.addModule('app/capture-worklet.js').then(() => {"
              + "const node = new AudioWorkletNode(context, 'capture', {numberOfOutputs: 0});"
              + "node.port.onmessage = e => listener(e.data);"
              + "context.createMediaStreamSource(stream).connect(node);"
              + "return context.resume().then(() => { return {stop: stop, context: context, stream: stream,"
              + " node: node, sampleRate: context.sampleRate}; });"
              + "}).catch(e => { stop(); context.close(); throw e; });"
              + "});")
  private static native JSPromise<Capture> start(Listener listener);

  @JSBody(
      params = "c",
      script =
          "c.node.port.onmessage = null; c.stop();"
              + "if (c.context.state !== 'closed') c.context.close();")
  private static native void stop(Capture c);
}
